package omnirelay.feed;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import omnirelay.message.NumberedEvent;

/** What the relay says, as text: the frames of the WebSocket, which the other outlets borrow. */
final class Frames {
    private Frames() {}

    static String hello(String epoch, long head) {
        return new JsonObject()
                .put("type", "hello")
                .put("epoch", epoch)
                .put("head", head)
                .encode();
    }

    static String subscribed(String epoch, long seq) {
        return new JsonObject()
                .put("type", "subscribed")
                .put("epoch", epoch)
                .put("seq", seq)
                .encode();
    }

    static String reset(Reset reason, String epoch, long head) {
        return new JsonObject()
                .put("type", "reset")
                .put("reason", reason.wire())
                .put("epoch", epoch)
                .put("head", head)
                .encode();
    }

    /** Joins what was encoded when it was committed. */
    static String events(List<NumberedEvent> events, long seq) {
        StringBuilder frame = new StringBuilder("{\"type\":\"events\",\"events\":[");
        String comma = "";
        for (NumberedEvent event : events) {
            frame.append(comma).append(event.json());
            comma = ",";
        }
        return frame.append("],\"seq\":").append(seq).append('}').toString();
    }

    static String live(long seq) {
        return "{\"type\":\"live\",\"seq\":" + seq + "}";
    }

    /** @param telesign how TeleSign's way to us stands, as JSON */
    static String heartbeat(long seq, long head, Instant at, String telesign) {
        return "{\"type\":\"heartbeat\",\"seq\":" + seq + ",\"head\":" + head + ",\"at\":\""
                + at.truncatedTo(ChronoUnit.MILLIS) + "\",\"telesign\":" + telesign + "}";
    }
}
