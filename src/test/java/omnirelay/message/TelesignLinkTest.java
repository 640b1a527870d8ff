package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When TeleSign is called silent. */
class TelesignLinkTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // usual ms, awaited for ms, time scale, silent
        "20000,    100000, 1,  false",
        "20000,    100001, 1,  true",
        "2000,      30000, 1,  false",
        "2000,      30001, 1,  true",
        ",         300000, 1,  false",
        ",         300001, 1,  true",
        "30,         1000, 60, false",
        "30,         1001, 60, true",
        ",           5000, 60, false",
        ",           5001, 60, true"
    })
    void itIsSilentAfterMuchLongerThanUsual(@Nullable Long usual, long awaited, double timeScale, boolean silent) {
        TelesignLink link =
                new TelesignLink(NOW, null, NOW.minusMillis(awaited), usual == null ? null : Duration.ofMillis(usual));

        assertThat(link.silent(timeScale)).isEqualTo(silent);
    }

    @Test
    void whoHasNothingToTellIsNotSilent() {
        TelesignLink link = new TelesignLink(NOW, NOW.minus(Duration.ofDays(3)), null, Duration.ofSeconds(1));

        assertThat(link.silent(1)).isFalse();
    }
}
