package omnirelay.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PausesTest {
    private final Pauses pauses = new Pauses(new SplittableRandom(1), 1);

    private Duration after(int tries) {
        return pauses.after(tries, Duration.ZERO, Duration.ZERO).orElseThrow();
    }

    @Test
    void theFirstAreTelesigns() {
        assertThat(after(1)).hasSeconds(5);
        assertThat(after(2)).hasSeconds(10);
        assertThat(after(3)).hasSeconds(15);
    }

    @Test
    void laterOnesGrowUpToAnHourAndAHalfByChance() {
        assertThat(after(4)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(45));
        assertThat(after(5)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
        assertThat(after(50)).isBetween(Duration.ofHours(1), Duration.ofMinutes(90));
    }

    @Test
    void afterADayItIsGivenUp() {
        assertThat(pauses.after(9, Duration.ofHours(22), Duration.ZERO)).isPresent();
        assertThat(pauses.after(9, Duration.ofHours(24), Duration.ZERO)).isEmpty();
    }

    @Test
    void aReceiverMayAskForUpToAnHour() {
        assertThat(pauses.after(1, Duration.ZERO, Duration.ofSeconds(20))).contains(Duration.ofSeconds(20));
        assertThat(pauses.after(2, Duration.ZERO, Duration.ofSeconds(3))).contains(Duration.ofSeconds(10));
        assertThat(pauses.after(1, Duration.ZERO, Duration.ofDays(30))).contains(Duration.ofHours(1));
    }

    @Test
    void theSandboxsClockRunsFaster() {
        assertThat(new Pauses(new SplittableRandom(1), 100).after(1, Duration.ZERO, Duration.ZERO))
                .contains(Duration.ofMillis(50));
    }
}
