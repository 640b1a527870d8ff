package omnirelay.query;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * The place in the feed at which something was read: its reader subscribes after it and misses nothing.
 *
 * @param at the database's clock
 */
record AsOf(String epoch, long seq, Instant at) {

    JsonObject toJson() {
        return new JsonObject().put("epoch", epoch).put("seq", seq);
    }
}
