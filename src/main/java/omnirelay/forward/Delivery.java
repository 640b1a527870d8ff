package omnirelay.forward;

import java.time.Duration;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Something that one receiver is still to be told.
 *
 * @param number the order in which a message's deliveries go out
 * @param message the message, or the arrival of a callback that concerns none
 * @param seq the number of the event that is told, or up to which a callback stands
 * @param cause the hash of the callback that is forwarded; "look-up/…" or null where there is none
 * @param tries that were made
 * @param age since it was first to be told
 */
record Delivery(
        long number,
        String receiver,
        MessageId message,
        long seq,
        @Nullable String cause,
        String url,
        int tries,
        Duration age) {
    private static final String LOOK_UP = "look-up/";

    /** Whether it was found by looking it up, rather than told by a callback. */
    static boolean isLookUp(String cause) {
        return cause.startsWith(LOOK_UP);
    }
}
