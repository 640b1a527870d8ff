package omnirelay.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ForgottenTest {
    private final AtomicLong nanos = new AtomicLong(-1);
    private final Forgotten forgotten = new Forgotten(Duration.ofMinutes(5), nanos::get);

    @Test
    void telesignsWordHoldsForAWhile() {
        forgotten.add("R1");
        nanos.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(forgotten.contains("R1")).isTrue();
        assertThat(forgotten.contains("R2")).isFalse();
        nanos.incrementAndGet();
        assertThat(forgotten.contains("R1")).isFalse();
    }

    @Test
    void ofTooManyTheOldestAreDropped() {
        forgotten.add("first");
        forgotten.add("second");
        forgotten.add("first");
        for (int i = 0; i < 9_999; i++) {
            forgotten.add("R" + i);
        }
        assertThat(forgotten.contains("first")).isTrue();
        assertThat(forgotten.contains("second")).isFalse();
    }
}
