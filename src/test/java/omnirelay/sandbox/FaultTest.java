package omnirelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    /** 0 stands for no fault. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sms      | 15558675309 | {"sms":{"template":"text","parameters":{"text":"hello"}}}           | 0
            sms      | 15558675309 | {"default":{"template":"text","parameters":{"text":"hello"}}}       | 0
            mms      | 15558675309 | {"default":{"template":"text","parameters":{"text":"hello"}}}       | 0
            whatsapp | 15558675309 | {"whatsapp":{"template":"image","parameters":{"url":"https://x"}}}  | 0
            whatsapp | 15558675309 | {"whatsapp":{"template":"image","parameters":{"header_url":"x"}}}   | 0
            sms      | 15558675309 | {"sms":{"template":"telesign_otp"}}                                 | 0
            email    | ``          | {"email":{"template":"welcome_3","parameters":{}}}                  | 0
            fax      | 15558675309 | {"fax":{"template":"text","parameters":{"text":"hello"}}}           | 3100
            sms      | 155586      | {"sms":{"template":"text","parameters":{"text":"hello"}}}           | 3101
            sms      | ``          | {"sms":{"template":"text","parameters":{"text":"hello"}}}           | 3101
            mms      | 15558675309 | {"mms":{"template":"text","parameters":{"text":"hello"}}}           | 3112
            mms      | 15558675309 | {"mms":{"template":"image","parameters":{"text":"hello"}}}          | 3305
            rcs      | 15558675309 | {"rcs":{"template":"location","parameters":{"latitude":"1"}}}       | 3305
            sms      | 15558675309 | {"sms":{"template":"text"}}                                         | 3305
            sms      | 15558675309 | {"default":{"template":"text"}}                                     | 3305
            sms      | 15558675309 | {"mms":{"template":"image","parameters":{"url":"https://x"}}}       | 3306
            sms      | 15558675309 | {"sms":{}}                                                          | 3306
            sms      | 15558675309 | {"sms":"hello"}                                                     | 3306
            """)
    void findsWhatIsWrongWithOneChannel(String channel, String phoneNumber, String message, int code) {
        assertThat(Fault.of(channel, phoneNumber, new JsonObject(message)).orElse(0))
                .isEqualTo(code);
    }
}
