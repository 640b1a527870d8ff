package omnirelay.forward;

import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A delivery to be.
 *
 * @param seq the number of the event that is told, or up to which a callback stands
 * @param cause as in {@link Delivery}
 */
record Fresh(
        Target target,
        MessageId message,
        long seq,
        @Nullable String cause) {}
