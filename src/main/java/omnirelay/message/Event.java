package omnirelay.message;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that became true, as every outlet of the feed tells it.
 *
 * @param channel the channel it is about; null for the message as a whole
 * @param status the status reported, or shown after this step; null where there is none
 * @param previous the status that was shown before; null where there was none
 * @param late the report did not become the shown status
 * @param doubleDelivery after this event two channels show that the message arrived
 * @param details what only this type tells, by its name in JSON: text, whole numbers, or true
 */
public record Event(
        Type type,
        Message message,
        @Nullable String referenceId,
        @Nullable String channel,
        @Nullable Status status,
        @Nullable Status previous,
        boolean late,
        boolean doubleDelivery,
        Map<String, Object> details) {

    public Event {
        details = Map.copyOf(details);
    }

    /** What happened. */
    public enum Type {
        ACCEPTED,
        SENDING,
        /** A call certainly sent nothing: the command waits again. */
        REQUEUED,
        SENT,
        REFUSED,
        UNKNOWN,
        CANCELLED,
        CHANNEL_STATUS,
        MESSAGE_STATUS,
        /** A message that was thought to be another one's turned out to be this one. */
        BOUND,
        REPLY,
        /** TeleSign never told how it ended, and can be asked no more. */
        STALE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Type ofWire(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    public NumberedEvent.Facets facets() {
        return new NumberedEvent.Facets(
                type,
                message.id(),
                referenceId,
                message.externalId(),
                message.numberHash(),
                channel,
                status == null ? null : status.code(),
                status == null ? null : status.outcome(),
                previous == null ? null : previous.code(),
                previous == null ? null : previous.outcome(),
                message.messageType(),
                message.client(),
                message.label(),
                message.country());
    }

    /** A step of the message as a whole: what it shows now, and what it showed before. */
    static Event step(Type type, MessageState now, @Nullable Status previous, Map<String, Object> details) {
        return new Event(type, now.message(), now.referenceId(), null, now.whole(), previous, false, false, details);
    }
}
