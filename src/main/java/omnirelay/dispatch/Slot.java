package omnirelay.dispatch;

import java.time.Duration;

/**
 * One request may go to TeleSign, from a moment on and only shortly after it. Moments are on {@link System#nanoTime}'s
 * scale.
 *
 * @param nanos when the request may leave
 * @param reservedNanos the same as early as it can have been meant: the database's answer took some time to come
 */
public record Slot(long nanos, long reservedNanos) {
    /** A node that stood still for longer must not send all at once what it had meant to send one after another. */
    private static final Duration LASTS = Duration.ofMillis(250);

    /** Never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** How much later than it was meant the request would leave now. */
    Duration lateness() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - reservedNanos));
    }

    boolean isVoid() {
        return lateness().compareTo(LASTS) > 0;
    }
}
