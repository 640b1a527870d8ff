package omnirelay.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a recipient asked for by a reply: to hear no more (STOP), or to hear again (START). Of several the one counts that
 * was sent last, in whatever order they come.
 *
 * @param numberHash the keyed hash of the recipient's number
 * @param stop whether it is a STOP
 * @param sentAt when the reply was sent, as far as that is known; in microseconds
 * @param channel on which it came
 * @param replyHash the hash of the callback that brought it
 * @param message the message that was answered; null where none is known
 */
public record Wish(
        String numberHash,
        boolean stop,
        Instant sentAt,
        String channel,
        String replyHash,
        @Nullable MessageId message) {

    /** Of a STOP and a START of the same moment the STOP counts. The hash only makes the order total. */
    private static final Comparator<Wish> ORDER =
            Comparator.comparing(Wish::sentAt).thenComparing(Wish::stop).thenComparing(Wish::replyHash);

    public Wish {
        sentAt = sentAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether it counts instead of another one of the same recipient's. */
    boolean overrides(Wish other) {
        return ORDER.compare(this, other) > 0;
    }

    /** For people: which STOP stands behind a refusal. */
    String reason() {
        String answered = message == null ? "" : " to message " + message;
        return "the recipient answered STOP%s by %s at %s"
                .formatted(answered, channel, sentAt.truncatedTo(ChronoUnit.SECONDS));
    }

    /** For programs: the same. */
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("by", "stop");
        details.put("reply_hash", replyHash);
        details.put("reply_channel", channel);
        details.put("replied_at", sentAt.toString());
        if (message != null) {
            details.put("replied_to", message.toString());
        }
        return details;
    }
}
