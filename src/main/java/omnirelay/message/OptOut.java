package omnirelay.message;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recipient's wish to hear no more, good until a START lifts it.
 *
 * @param numberHash the keyed hash of the recipient's number
 * @param since when the reply came
 * @param channel on which it came
 * @param replyHash the hash of the callback that brought it
 * @param message the message that was answered; null where none is known
 */
public record OptOut(
        String numberHash,
        Instant since,
        String channel,
        String replyHash,
        @Nullable MessageId message) {

    /** For people: which reply stands behind a refusal. */
    String reason() {
        String answered = message == null ? "" : " to message " + message;
        return "the recipient answered STOP%s by %s at %s".formatted(answered, channel, since);
    }

    /** For programs: the same. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("by", "stop");
        details.put("reply_hash", replyHash);
        details.put("reply_channel", channel);
        details.put("replied_at", since.toString());
        if (message != null) {
            details.put("replied_to", message.toString());
        }
        return details;
    }
}
