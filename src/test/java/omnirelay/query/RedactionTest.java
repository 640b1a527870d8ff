package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String NUMBER = "15558675309";
    private static final String REQUEST = """
            {"channels":[{"channel":"mms","fallback_time":600},{"channel":"sms"}],
             "recipient":{"phone_number":"15558675309","email":"jane@example.com"},
             "phone_number":15558675309,
             "message":{"mms":{"template":"image","parameters":{"url":"https://example.com/secret.jpg"}},
                        "sms":{"template":"text","parameters":{"text":"secret 4711","code":"4711","list":["4711"],
                               "phone_number":"15558675309","template":"4711","message":{"template":"4711"}}},
                        "default":"secret"},
             "message_type":"%s","external_id":"order-15558675309-1","callback_url":"https://example.com/dlr",
             "omnirelay":{"label":"sale"},"note":"secret"}""";

    private static Redaction forAnybody(@Nullable String type) {
        return new Redaction(false, type, NUMBER);
    }

    private static Redaction forThoseWhoMaySeeNumbers(@Nullable String type) {
        return new Redaction(true, type, NUMBER);
    }

    @Test
    void theRequestIsShownWhollyToThoseWhoMaySeeNumbers() {
        String request = REQUEST.formatted("MKT");

        assertThat(forThoseWhoMaySeeNumbers("MKT").request(request)).contains(new JsonObject(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTP", "otp"})
    void theTextOfALoginCodeIsShownToNobody(String type) {
        JsonObject request =
                forThoseWhoMaySeeNumbers(type).request(REQUEST.formatted(type)).orElseThrow();

        assertThat(request.encode()).doesNotContain("secret").doesNotContain("4711");
        assertThat(request.getJsonObject("recipient").getString("phone_number")).isEqualTo(NUMBER);
        assertThat(request.getJsonObject("message").getJsonObject("sms").getString("template"))
                .isEqualTo("text");
        assertThat(request.getJsonObject("message")
                        .getJsonObject("sms")
                        .getJsonObject("parameters")
                        .getString("text"))
                .isEqualTo("•••");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTP", "MKT"})
    void othersSeeNeitherNumberNorTextButWhatTheSendWas(String type) {
        JsonObject request = forAnybody(type).request(REQUEST.formatted(type)).orElseThrow();

        assertThat(request.encode())
                .doesNotContain("secret")
                .doesNotContain("4711")
                .doesNotContain(NUMBER)
                .doesNotContain("jane")
                .contains("1555•••5309", "j•••@example.com", "order-1555•••5309-1", "sale", "https://example.com/dlr");
        assertThat(request.getJsonArray("channels").getJsonObject(0))
                .isEqualTo(new JsonObject().put("channel", "mms").put("fallback_time", 600));
        assertThat(request.getJsonObject("message").getJsonObject("mms").getString("template"))
                .isEqualTo("image");
    }

    @Test
    void aRequestThatIsNoJsonObjectIsNotShown() {
        assertThat(forAnybody("MKT").request("\"secret\"")).isEmpty();
    }

    @Test
    void aStatusCallbackIsShownToAnybody() {
        String callback = """
                {"reference_id":"35C8B5D509BC10689196FED2AD551B8A","external_id":null,\
                "status":{"code":3056,"description":"No","last_channel":"mms","updated_on":"2020-05-04 22:07:01:226"},\
                "channel_status":[{"mms":{"code":3056,"description":"No","reference_id":"65C7"}}],\
                "additional_info":{"price":"0.0050","mcc":"310"}}""";

        assertThat(forAnybody("MKT").callback(callback)).isEqualTo(callback);
        assertThat(forThoseWhoMaySeeNumbers("MKT").callback(callback + "\n")).isEqualTo(callback + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_response\":{\"phone_number\":\"15558675309\",\"mo_message\":\"secret\",\"keyword\":\"secret\"}}",
                "{\"phone_number\":\"15558675309\",\"content\":{\"text\":\"secret\"}}",
                "{\"content\":{\"type\":\"text\",\"content\":{\"body\":\"secret\",\"code\":\"secret\"}}}",
                "{\"content\":{\"text_1\":\"secret\",\"file\":{\"payload\":{\"name\":\"secret\"}}}}",
                "{\"email\":\"secret@example.com\",\"status\":{\"description\":\"Bad number 15550001111: 15558675309\"}}",
                "{\"reference_id\":\"x15558675309\",\"new\":{\"thing\":\"secret\"}}",
                "{\"verify\":{\"code_state\":\"VALID\",\"code_entered\":\"secret\"}}",
                "not JSON: secret",
                "[\"secret\"]",
            })
    void othersSeeNeitherTheNumberNorTheWordsOfAReply(String callback) {
        assertThat(forAnybody(null).callback(callback))
                .doesNotContain("secret")
                .doesNotContain("15550001111")
                .doesNotContain(NUMBER);
    }

    @Test
    void whatAReplyAsksForIsShownToAnybody() {
        assertThat(forAnybody(null).callback("{\"user_response\":{\"action\":\"stop\",\"iso_country_code\":\"US\"}}"))
                .isEqualTo("{\"user_response\":{\"action\":\"stop\",\"iso_country_code\":\"US\"}}");
    }

    @Test
    void aCodeThatProvesALoginIsShownToNobody() {
        assertThat(forThoseWhoMaySeeNumbers(null)
                        .callback("{ \"verify\": {\"code_entered\" : \"50\\\"361\", \"code_state\":\"VALID\"}}"))
                .isEqualTo("{ \"verify\": {\"code_entered\" : \"•••\", \"code_state\":\"VALID\"}}");
    }
}
