package omnirelay.query;

import io.vertx.core.json.JsonObject;

/**
 * What one of TeleSign's codes means, and what to do about it, in plain words. This package does not speak TeleSign: it
 * is handed a function from codes to these.
 */
public record Explanation(String meaning, String advice) {

    JsonObject toJson() {
        return new JsonObject().put("meaning", meaning).put("advice", advice);
    }
}
