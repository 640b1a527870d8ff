package omnirelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long BEGIN = 123;

    private final RateLimit limit = new RateLimit(3);

    @Test
    void noSecondHoldsMoreThanTheRate() {
        assertThat(IntStream.of(0, 400, 900, 999, 1000, 1399, 1400, 1401)
                        .mapToObj(millis ->
                                limit.exceeded(BEGIN + Duration.ofMillis(millis).toNanos())))
                .containsExactly(false, false, false, true, false, true, false, true);
    }

    @Test
    void belowOneASecondThereIsOne() {
        assertThat(new RateLimit(0.1).exceeded(BEGIN)).isFalse();
    }
}
