package omnirelay.telesign;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An error as TeleSign answers it.
 *
 * @param description TeleSign's text
 * @param detail what exactly is wrong and what to do, where TeleSign's text does not say it; null where it does
 */
public record TelesignError(
        int code,
        String description,
        int httpStatus,
        @Nullable String detail) {

    /** TeleSign does not believe who asks: the fault of the relay, which asks for its callers. */
    public boolean blamesCredentials() {
        return httpStatus == 401 && code >= 3400 && code < 3500;
    }

    public TelesignError withDetail(String sentence) {
        return new TelesignError(code, description, httpStatus, sentence);
    }

    /**
     * The answer to a send. TeleSign gives a refused request a reference if the request was at fault, with 400, and none
     * with other statuses (TeleSign's OpenAPI document, send).
     *
     * @param referenceId null for none
     * @param externalId the caller's; null where it gave none
     */
    public JsonObject toSend(@Nullable String referenceId, @Nullable String externalId) {
        JsonObject answer = new JsonObject();
        if (referenceId != null) {
            answer.put("reference_id", referenceId);
        }
        return withDetail(answer.put("status", status()).put("external_id", externalId));
    }

    /** The answer to a look-up. */
    public JsonObject toLookUp() {
        return withDetail(new JsonObject().put("status", status()));
    }

    private JsonObject status() {
        return new JsonObject().put("code", code).put("description", description);
    }

    /** TeleSign has no place for it; the member by which requests speak to the relay alone is one. */
    private JsonObject withDetail(JsonObject answer) {
        return detail == null ? answer : answer.put("omnirelay", new JsonObject().put("detail", detail));
    }
}
