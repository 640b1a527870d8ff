package omnirelay.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How fast TeleSign's time passes: what lasts gets shorter by the scale, while instants are those of the wall clock.
 *
 * @param scale how many seconds of TeleSign's pass in one
 */
record Pace(double scale) {

    Duration scaled(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() / scale));
    }

    /** How often something happens in a second that happens so often in one of TeleSign's. */
    double scaled(double perSecond) {
        return perSecond * scale;
    }

    /** When something happens that comes {@code after} a beginning, in TeleSign's time. */
    Instant at(Instant beginning, Duration after) {
        return beginning.plus(scaled(after)).truncatedTo(ChronoUnit.MICROS);
    }
}
