package omnirelay.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Requests to send. */
public final class Sends {
    private Sends() {}

    /**
     * A picture by MMS, after ten minutes a text by SMS instead.
     *
     * @param digits the last four of the number, by which the sandbox chooses what happens
     */
    public static String mmsThenSms(String digits, @Nullable String externalId) {
        return mmsThenSms(digits, externalId, "MKT");
    }

    public static String mmsThenSms(String digits, @Nullable String externalId, String messageType) {
        JsonObject mms = template("image", new JsonObject().put("url", "https://example.com/a.jpg"));
        JsonObject sms = template("text", new JsonObject().put("text", "Sale today"));
        return new JsonObject()
                .put("channels", new JsonArray().add(channel("mms")).add(channel("sms")))
                .put("recipient", new JsonObject().put("phone_number", "1555867" + digits))
                .put("message", new JsonObject().put("mms", mms).put("sms", sms))
                .put("message_type", messageType)
                .put("external_id", externalId)
                .encode();
    }

    private static JsonObject channel(String name) {
        return new JsonObject().put("channel", name).put("fallback_time", 600);
    }

    private static JsonObject template(String name, JsonObject parameters) {
        return new JsonObject().put("template", name).put("parameters", parameters);
    }
}
