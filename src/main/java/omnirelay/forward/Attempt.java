package omnirelay.forward;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to tell a receiver.
 *
 * @param number of the delivery
 * @param status the receiver's answer; null where there was none
 * @param trouble why it does not count, for people; null where it was taken
 * @param next how long until the next try; null where there is none
 */
record Attempt(
        long number,
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String trouble,
        @Nullable Duration next) {

    /** For counting: {@code taken}, {@code refused} by a status, or {@code unanswered}. */
    String outcome() {
        if (trouble == null) {
            return "taken";
        }
        return status == null ? "unanswered" : "refused";
    }
}
