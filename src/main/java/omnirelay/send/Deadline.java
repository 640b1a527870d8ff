package omnirelay.send;

import java.time.Duration;

/** A moment on {@link System#nanoTime}'s scale by which something must have happened. */
record Deadline(long nanos) {

    static Deadline in(Duration span) {
        return after(System.nanoTime(), span);
    }

    static Deadline after(long nanos, Duration span) {
        return new Deadline(nanos + span.toNanos());
    }

    /** Never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
