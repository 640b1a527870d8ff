package omnirelay.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many requests an account may make in any second; those above are turned away and do not count. */
final class RateLimit {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final double perSecond;
    private final Deque<Long> taken = new ArrayDeque<>();

    RateLimit(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether a request that comes now is one too many. */
    boolean exceeded(long nanos) {
        while (!taken.isEmpty() && nanos - taken.element() >= SECOND) {
            taken.remove();
        }
        boolean exceeded = taken.size() + 1 > Math.max(1, perSecond);
        if (!exceeded) {
            taken.add(nanos);
        }
        return exceeded;
    }
}
