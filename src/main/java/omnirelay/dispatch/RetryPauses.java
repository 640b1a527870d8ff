package omnirelay.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next call: twice as long each time, and never in step with others. */
public final class RetryPauses {
    private static final Duration FIRST = Duration.ofMillis(250);

    /** Well within the time after which a call without an end counts as lost. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final RandomGenerator random;

    public RetryPauses(RandomGenerator random) {
        this.random = random;
    }

    /** Between half and the whole of what the attempt would wait without jitter. */
    Duration after(int attempt) {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
