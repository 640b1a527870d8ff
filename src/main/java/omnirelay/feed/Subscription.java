package omnirelay.feed;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.QueryParameters;
import omnirelay.http.StrictJson;
import omnirelay.message.NumberHash;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks for.
 *
 * @param heartbeat how often it wants to hear that nothing was lost; 1 to 60 s
 * @param endless false for one that is served up to the head of this moment and no further
 */
record Subscription(Filter filter, Cursor after, Duration heartbeat, boolean endless) {
    static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);

    private static final int HEARTBEAT_MAX_SECONDS = 60;
    private static final Set<String> MEMBERS = Set.of("type", "filter", "after", "heartbeat_seconds");

    /**
     * Reads a {@code subscribe} frame.
     *
     * @throws Problem where the text is no such frame
     */
    static Subscription parse(String frame, NumberHash numbers) {
        JsonObject json = StrictJson.object(Buffer.buffer(frame));
        if (!"subscribe".equals(json.getValue("type"))) {
            throw Problem.inField("type", "Must be subscribe: no other frame is understood.");
        }
        JsonFields.of(json, MEMBERS);
        return new Subscription(
                filter(json.getValue("filter"), numbers),
                json.containsKey("after") ? Cursor.of("after", json.getValue("after")) : Cursor.End.NOW,
                heartbeat(json.getValue("heartbeat_seconds")),
                true);
    }

    /**
     * Reads query parameters: {@code after}, {@code heartbeat_seconds}, and all others as a filter.
     *
     * @param otherwise where to begin if the query does not say
     * @throws Problem where a parameter is unknown or malformed
     */
    static Subscription of(MultiMap query, Cursor otherwise, boolean endless, NumberHash numbers) {
        Set<String> known = new HashSet<>(Facet.names());
        known.add("after");
        known.add("heartbeat_seconds");
        QueryParameters parameters = QueryParameters.of(query, known);
        int heartbeat =
                parameters.integer("heartbeat_seconds", 1, HEARTBEAT_MAX_SECONDS, (int) DEFAULT_HEARTBEAT.toSeconds());
        return new Subscription(
                Filter.of(parameters, numbers),
                parameters
                        .text("after")
                        .map(text -> Cursor.parse("after", text))
                        .orElse(otherwise),
                Duration.ofSeconds(heartbeat),
                endless);
    }

    private static Filter filter(@Nullable Object value, NumberHash numbers) {
        if (value == null) {
            return Filter.ALL;
        }
        if (value instanceof JsonObject json) {
            return Filter.of(json, numbers);
        }
        throw Problem.inField("filter", "Must be an object.");
    }

    private static Duration heartbeat(@Nullable Object value) {
        if (value == null) {
            return DEFAULT_HEARTBEAT;
        }
        if (value instanceof Number number
                && number.doubleValue() >= 1
                && number.doubleValue() <= HEARTBEAT_MAX_SECONDS) {
            return Duration.ofMillis(Math.round(number.doubleValue() * 1000));
        }
        throw Problem.inField("heartbeat_seconds", "Must be a number from 1 to " + HEARTBEAT_MAX_SECONDS + ".");
    }
}
