package omnirelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInBrakeTest {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final SignInBrake brake = new SignInBrake(() -> now);

    @Test
    void fourMistakesAreFree() {
        fail(4);

        assertThat(waiting()).isZero();
    }

    @Test
    void thenEachCostsTwiceTheWaitUpToFiveMinutes() {
        fail(5);
        assertThat(waiting()).isEqualTo(Duration.ofSeconds(1));
        fail(1);
        assertThat(waiting()).isEqualTo(Duration.ofSeconds(2));
        fail(100);
        assertThat(waiting()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theWaitPasses() {
        fail(6);
        now = now.plusSeconds(2);

        assertThat(waiting()).isZero();
    }

    @Test
    void othersNeedNotWait() {
        fail(10);

        assertThat(brake.wait("ada", "192.0.2.2")).isZero();
        assertThat(brake.wait("grace", "192.0.2.1")).isZero();
    }

    @Test
    void successForgives() {
        fail(10);
        brake.succeeded("ada", "192.0.2.1");
        fail(1);

        assertThat(waiting()).isZero();
    }

    @Test
    void aQuarterOfAnHourForgivesToo() {
        fail(5);
        now = now.plus(Duration.ofMinutes(16));
        fail(1);

        assertThat(waiting()).isZero();
    }

    @Test
    void itRemembersNoMoreThanSoMany() {
        fail(10);
        for (int i = 0; i < 10_000; i++) {
            brake.failed("guess " + i, "192.0.2.9");
        }

        assertThat(waiting()).isZero();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            brake.failed("ada", "192.0.2.1");
        }
    }

    private Duration waiting() {
        return brake.wait("ada", "192.0.2.1");
    }
}
