package omnirelay.telesign;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "15558675309,       15558675309",
        "+1 (555) 867-5309, 15558675309",
        "0049 30 12,        00493012",
    })
    void countsOnlyDigits(String spelling, String digits) {
        assertThat(PhoneNumber.of(spelling)).contains(new PhoneNumber(digits));
    }

    @Test
    void isNoneWithoutDigits() {
        assertThat(PhoneNumber.of("none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "15558675309,   US",
        "12125551234,   US",
        "14165550123,   CA",
        "447400123456,  GB",
        "4915112345678, DE",
        "390612345678,  IT",
        "8001234567890, ",
        "88312345678,   ",
        "9991234567,    ",
        "12,            "
    })
    void tellsTheCountry(String digits, @Nullable String country) {
        assertThat(new Recipient(new PhoneNumber(digits), null).country()).isEqualTo(country);
    }

    @Test
    void isMaskedForPeople() {
        assertThat(new PhoneNumber("15558675309")).hasToString("1555•••5309");
        assertThat(new Recipient(new PhoneNumber("15558675309"), "jane@example.com"))
                .hasToString("Recipient[1555•••5309]");
        assertThat(new Recipient(null, "jane@example.com").masked()).isEqualTo("j•••@example.com");
        assertThat(new Recipient(null, null).masked()).isNull();
    }
}
