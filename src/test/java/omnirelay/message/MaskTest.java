package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource({
        "15558675309, 1555•••5309",
        "123456789012345, 1234•••2345",
        "1234567890, 1234•••890",
        "123456789, 123•••789",
        "1234567, 12•••67",
        "12345, 1•••5",
        "123, •••",
        "'', •••"
    })
    void ofANumberAtLeastThreeDigitsAreHidden(String digits, String masked) {
        assertThat(Mask.number(digits)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "jane@example.com, j•••@example.com",
        "j@example.com, j•••@example.com",
        "@example.com, •••",
        "jane, •••"
    })
    void ofAnAddressTheFirstLetterAndTheHostAreLeft(String address, String masked) {
        assertThat(Mask.email(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Invalid value for parameter phone_number: 15558675309       | Invalid value for parameter phone_number: 1555•••5309
            Invalid value for parameter phone_number: +1 (555) 867-5309 | Invalid value for parameter phone_number: +1555•••5309
            15558675309 and 15558675310                                 | 1555•••5309 and 1555•••5310
            failed after 300 s with code 3056                           | failed after 300 s with code 3056
            invalid byte sequence for encoding "UTF8": 0x00 (22021)     | invalid byte sequence for encoding "UTF8": 0x00 (22021)
            phone15558675309                                            | phone1555•••5309
            no digits at all                                            | no digits at all
            """)
    void withinATextOnlyWhatMayBeANumberIsHidden(String text, String masked) {
        assertThat(Mask.within(text)).isEqualTo(masked);
    }
}
