package omnirelay.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.message.NumberHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A token stands for one recipient, tells nothing of the number, and is made by nobody else. */
class RecipientTokensTest {
    private static final byte[] KEY = "a key of the installation's own!".getBytes(UTF_8);
    private static final String HASH = new NumberHash(KEY).of("15558675309");
    private static final RecipientTokens TOKENS = new RecipientTokens(KEY);
    private static final String TOKEN = TOKENS.of(HASH);

    @Test
    void aTokenStandsForItsRecipientForEver() {
        assertThat(TOKENS.numberHash(TOKEN)).contains(HASH);
        assertThat(new RecipientTokens(KEY).of(HASH)).isEqualTo(TOKEN);
    }

    @Test
    void twoRecipientsHaveTokensThatShareNothing() {
        String other = TOKENS.of(new NumberHash(KEY).of("15558675308"));

        assertThat(other.substring(0, 12)).isNotEqualTo(TOKEN.substring(0, 12));
    }

    @Test
    void aTokenIsGoodForAnAddressAndDoesNotHoldTheHash() {
        assertThat(TOKEN).matches("[A-Za-z0-9_-]{80}").doesNotContain(HASH);
        assertThat(hex(Base64.getUrlDecoder().decode(TOKEN))).doesNotContain(HASH.substring(0, 16));
    }

    @ParameterizedTest
    @MethodSource("tampered")
    void noByteOfItCanBeAnother(String tampered) {
        assertThat(TOKENS.numberHash(tampered)).isEmpty();
    }

    private static Stream<String> tampered() {
        byte[] bytes = Base64.getUrlDecoder().decode(TOKEN);
        return IntStream.range(0, bytes.length).mapToObj(place -> {
            byte[] other = bytes.clone();
            other[place] ^= 1;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(other);
        });
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void noPartOfItStandsForAnything(int length) {
        assertThat(TOKENS.numberHash(TOKEN.substring(0, length))).isEmpty();
    }

    private static IntStream lengths() {
        return IntStream.range(0, TOKEN.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "15558675309", "====", "a b", "…", "%2e%2e"})
    void whatIsNoTokenStandsForNobody(String text) {
        assertThat(TOKENS.numberHash(text)).isEmpty();
        assertThat(TOKENS.numberHash(TOKEN + text + "A")).isEmpty();
    }

    @Test
    void anotherInstallationReadsNothingFromIt() {
        byte[] other = "the key of another installation.".getBytes(UTF_8);

        assertThat(new RecipientTokens(other).numberHash(TOKEN)).isEmpty();
        assertThat(new RecipientTokens(other).of(HASH)).isNotEqualTo(TOKEN);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
