package omnirelay.dispatch;

import java.time.Duration;

/** A moment on {@link System#nanoTime}'s scale by which something must have happened. */
public record Deadline(long nanos) {

    public static Deadline in(Duration span) {
        return after(System.nanoTime(), span);
    }

    public static Deadline after(long nanos, Duration span) {
        return new Deadline(nanos + span.toNanos());
    }

    /** The earlier of this moment and the end of a span that begins now. */
    public Deadline atMost(Duration span) {
        return remaining().compareTo(span) < 0 ? this : in(span);
    }

    /** Never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
