package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource({
        "-5, 0 s",
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "90, 90 s",
        "119, 119 s",
        "120, 2 min",
        "150, 2 min",
        "600, 10 min",
        "3600, 60 min",
        "7199, 119 min",
        "7200, 2 h",
        "172799, 47 h",
        "172800, 2 days"
    })
    void aSpanIsOneNumber(long seconds, String said) {
        assertThat(Wording.span(Duration.ofSeconds(seconds))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"sms, SMS", "mms, MMS", "rcs, RCS", "whatsapp, WhatsApp", "viber, Viber", "email, email", "push, PUSH"})
    void channelsAreCalledAsPeopleCallThem(String name, String said) {
        assertThat(Wording.channel(name)).isEqualTo(said);
    }
}
