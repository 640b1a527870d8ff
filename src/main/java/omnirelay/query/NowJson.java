package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import omnirelay.query.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/** How it goes just now, as it is told. */
final class NowJson {
    private final double rate;
    private final double marketingShare;

    /**
     * With what the account may send.
     *
     * @param rate requests a second
     * @param marketingShare of them, for marketing
     */
    NowJson(double rate, double marketingShare) {
        this.rate = rate;
        this.marketingShare = marketingShare;
    }

    JsonObject of(Snapshot<Map<String, JsonArray>> read) {
        Map<String, JsonArray> figures = read.value();
        double speed = NowStore.one(figure(figures, "speed")).getDouble("speed");
        JsonObject spans = NowStore.one(figure(figures, "spans"));
        JsonObject codes = new JsonObject()
                .put("from", spans.getString("codes_from"))
                .put("to", spans.getString("codes_to"))
                .put("within_seconds", NowStore.CONFIRMED_WITHIN)
                .put("minutes", NowStore.MINUTES)
                .put("countries", figure(figures, "login_codes"))
                .put("week_before", orNull(figure(figures, "login_codes_before")));
        return new JsonObject()
                .put("as_of", read.asOf().toJson())
                .put("at", read.asOf().at().toString())
                .put("login_codes", codes)
                .put("rate", rate * speed)
                .put("waiting", waiting(figure(figures, "waiting"), rate * speed))
                .put("silent", NowStore.one(figure(figures, "silent")))
                .put("failed", NowStore.one(figure(figures, "failed")).put("from", spans.getString("hour")))
                .put("failures", figure(figures, "failures"))
                .put("held", NowStore.one(figure(figures, "held")))
                .put("forwarding", NowStore.one(figure(figures, "forwarding")))
                .put("last_callback", orNull(figure(figures, "last_callback")));
    }

    private static JsonArray figure(Map<String, JsonArray> figures, String name) {
        return figures.getOrDefault(name, new JsonArray());
    }

    private static @Nullable JsonObject orNull(JsonArray rows) {
        return rows.isEmpty() ? null : rows.getJsonObject(0);
    }

    /** What goes before a lane is sent before it; marketing has to leave a share to the others besides. */
    private JsonArray waiting(JsonArray lanes, double perSecond) {
        long before = 0;
        for (int i = 0; i < lanes.size(); i++) {
            JsonObject lane = lanes.getJsonObject(i);
            long waiting = lane.getLong("waiting");
            before += waiting;
            double seconds = before / perSecond;
            boolean marketing = i == lanes.size() - 1;
            lane.put(
                    "empty_in_seconds",
                    Math.round(marketing ? Math.max(seconds, waiting / (perSecond * marketingShare)) : seconds));
        }
        return lanes;
    }
}
