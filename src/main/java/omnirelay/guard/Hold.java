package omnirelay.guard;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants certain messages not to be sent for now.
 *
 * @param who the client's id or the person's name
 * @param waiting how many commands in the queue it concerns
 * @param releasedAt null while it is good
 */
public record Hold(
        long id,
        Kind kind,
        String who,
        String why,
        Instant since,
        long waiting,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {

    JsonObject toJson() {
        return new JsonObject()
                .put("id", id)
                .put("all", kind.isAll())
                .put("message_type", kind.messageType())
                .put("client", kind.client())
                .put("country", kind.country())
                .put("label", kind.label())
                .put("who", who)
                .put("why", why)
                .put("since", since.toString())
                .put("waiting", waiting)
                .put("released_by", releasedBy)
                .put("released_at", releasedAt == null ? null : releasedAt.toString());
    }
}
