package omnirelay.telesign;

import io.vertx.core.json.JsonObject;
import omnirelay.message.Status;
import org.jspecify.annotations.Nullable;

/** The answer to a send that was taken, as TeleSign writes it (TeleSign's OpenAPI document, send). */
public final class SendAnswer {
    private SendAnswer() {}

    /**
     * Message in progress: nothing more is known at that moment.
     *
     * @param referenceId TeleSign's, or the relay's id while TeleSign's is not known
     * @param externalId the caller's; where it gave none, the answer has it as null
     */
    public static JsonObject of(String referenceId, @Nullable String externalId) {
        JsonObject status = new JsonObject()
                .put("code", Status.IN_PROGRESS.code())
                .put("description", Status.IN_PROGRESS.description());
        return new JsonObject()
                .put("reference_id", referenceId)
                .put("status", status)
                .put("external_id", externalId);
    }
}
