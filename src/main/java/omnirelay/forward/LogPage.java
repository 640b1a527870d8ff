package omnirelay.forward;

import java.util.List;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of both logs. What one callback or one look-up caused is never cut in two.
 *
 * @param from behind what it begins
 * @param to the last of it
 * @param last whether nothing follows yet
 */
record LogPage(Place from, Place to, boolean last, List<LoggedEvent> events, List<LoggedCallback> callbacks) {

    /**
     * How far both logs have been looked through.
     *
     * @param seq of the last event
     * @param position of the last callback
     */
    record Place(long seq, long position) {}

    /**
     * An event and what its message says of who is told.
     *
     * @param cause the hash of the callback, or "look-up/…"; null where it came of neither
     * @param callbackUrl the address that the request gave
     * @param idGiven whether the caller knows the message by the relay's id
     */
    record LoggedEvent(
            NumberedEvent event,
            @Nullable String cause,
            @Nullable String callbackUrl,
            boolean idGiven) {}

    /**
     * A callback and what its message says of who is told.
     *
     * @param seq up to which event it stands
     * @param message the message it concerns, or the id of its arrival where it concerns none
     * @param client that sent the message; null where none did
     */
    record LoggedCallback(
            long position,
            long seq,
            MessageId message,
            String hash,
            @Nullable String client,
            @Nullable String callbackUrl) {}
}
