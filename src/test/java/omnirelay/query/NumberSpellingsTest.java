package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSpellingsTest {
    private final NumberSpellings spellings = new NumberSpellings();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "15558675309|US",
                "+1 555 867-5309|US",
                "(555) 867-5309|US",
                "555.867.5309|US",
                "001 555 867 5309|US",
                "+1 (555) 867 5309|DE"
            })
    void everySpellingFindsTheNumber(String written, String country) {
        assertThat(spellings.of(written, country)).contains("15558675309");
    }

    @ParameterizedTest
    @CsvSource({"+49 171 1234567, US", "0171/1234567, DE", "0049 171 1234567, US", "491711234567, US"})
    void aNumberOfAnotherCountryIsFoundByItsOwnSpelling(String written, String country) {
        assertThat(spellings.of(written, country)).contains("491711234567");
    }

    @ParameterizedTest
    @CsvSource({"'', US", "call me, US", "+, US"})
    void whatHasNoDigitsIsNoNumber(String written, String country) {
        assertThat(spellings.of(written, country)).isEmpty();
    }
}
