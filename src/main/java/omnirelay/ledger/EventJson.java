package omnirelay.ledger;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import omnirelay.message.Event;
import omnirelay.message.Finality;
import omnirelay.message.Message;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;
import org.jspecify.annotations.Nullable;

/** An event as every outlet of the feed writes it. Numbers are masked; the message's text is not known here. */
final class EventJson {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private EventJson() {}

    static String encode(long seq, Instant at, Event event) {
        JsonObject json = new JsonObject()
                .put("seq", seq)
                .put("at", MILLIS.format(at))
                .put("type", event.type().wire())
                .put("message", message(event.message(), event.referenceId()));
        if (event.channel() != null) {
            json.put("channel", event.channel());
        }
        if (event.status() != null) {
            json.put("status", status(event.status()));
        }
        if (event.previous() != null) {
            json.put("previous", previous(event.previous()));
        }
        if (event.late()) {
            json.put("late", true);
        }
        if (event.doubleDelivery()) {
            json.put("double_delivery", true);
        }
        event.details().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(detail -> json.put(detail.getKey(), detail.getValue()));
        return json.encode();
    }

    private static JsonObject message(Message message, @Nullable String referenceId) {
        return new JsonObject()
                .put("id", message.id().toString())
                .put("reference_id", referenceId)
                .put("external_id", message.externalId())
                .put("phone_number", message.maskedTo())
                .put("message_type", message.messageType())
                .put("channels", new JsonArray(message.plan().names()))
                .put("client", message.client())
                .put("label", message.label())
                .put("country", message.country());
    }

    private static JsonObject status(Status status) {
        return new JsonObject()
                .put("code", status.code())
                .put("description", status.description())
                .put("outcome", status.outcome().wire())
                .put("final", status.finality() == Finality.FINAL)
                .put("reference_id", status.referenceId().isEmpty() ? null : status.referenceId())
                .put("updated_on", updatedOn(status.updatedOn()));
    }

    /** The instant in RFC 3339; TeleSign's own text where it cannot be read. */
    private static @Nullable String updatedOn(UpdatedOn updatedOn) {
        if (updatedOn.instant() != null) {
            return updatedOn.instant().toString();
        }
        return updatedOn.text().isEmpty() ? null : updatedOn.text();
    }

    private static JsonObject previous(Status status) {
        return new JsonObject()
                .put("code", status.code())
                .put("outcome", status.outcome().wire());
    }
}
