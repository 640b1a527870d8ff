package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberHashTest {
    private final NumberHash hash = new NumberHash("key".getBytes(StandardCharsets.US_ASCII));

    /** The expected value comes from {@code printf 15551235309 | openssl dgst -sha256 -hmac key}. */
    @ParameterizedTest
    @ValueSource(strings = {"15551235309", "+15551235309", "+1 (555) 123-5309", " 1.555.123.5309"})
    void theSameNumberHasTheSameHashInEverySpelling(String number) {
        assertThat(hash.of(number)).isEqualTo("bec1403f36ac087f453468a61d39d796fc2176814a7814e826c5234fbe0a9f80");
    }

    @Test
    void anotherNumberOrAnotherKeyGivesAnotherHash() {
        var otherKey = new NumberHash("kez".getBytes(StandardCharsets.US_ASCII));

        assertThat(hash.of("15551235309"))
                .isNotEqualTo(hash.of("15551235308"))
                .isNotEqualTo(otherKey.of("15551235309"));
    }
}
