package omnirelay.feed;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.QueryParameters;
import omnirelay.message.NumberHash;
import omnirelay.message.NumberedEvent.Facets;
import org.jspecify.annotations.Nullable;

/** Which events a subscriber wants: of each facet named, the event has one of the values listed. */
public final class Filter {
    /** Wants every event. */
    public static final Filter ALL = new Filter(List.of());

    private static final int VALUES_MAX = 200;

    private final List<Condition> conditions;

    private record Condition(Facet facet, Set<Object> wanted) {}

    private Filter(List<Condition> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    public boolean matches(Facets event) {
        for (Condition condition : conditions) {
            if (!condition.facet().matches(condition.wanted(), event)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads {@code {"channel": ["mms", "sms"], "code": 3056}}.
     *
     * @throws Problem where a member is unknown or a value malformed
     */
    static Filter of(JsonObject json, NumberHash numbers) {
        JsonFields.of(json, Set.copyOf(Facet.names()));
        return of(facet -> values(json.getValue(facet.name())), "filter.", numbers);
    }

    /**
     * Reads {@code channel=mms,sms&code=3056}. A phone number is refused: addresses are kept in logs and histories.
     *
     * @throws Problem where a value is malformed
     */
    static Filter of(QueryParameters query, NumberHash numbers) {
        if (!query.texts(Facet.PHONE_NUMBER).isEmpty()) {
            throw Problem.inField(
                    Facet.PHONE_NUMBER, "A number never stands in an address; filter by it over the WebSocket.");
        }
        return of(facet -> query.texts(facet.name()), "", numbers);
    }

    /**
     * Takes values by the names of facets.
     *
     * @throws Problem where a value is malformed
     */
    public static Filter of(Map<String, List<String>> values, NumberHash numbers) {
        return of(facet -> values.getOrDefault(facet.name(), List.of()), "filter.", numbers);
    }

    private static Filter of(Function<Facet, List<?>> values, String path, NumberHash numbers) {
        List<Condition> conditions = new ArrayList<>();
        for (Facet facet : Facet.all()) {
            List<?> wanted = values.apply(facet);
            if (!wanted.isEmpty()) {
                conditions.add(condition(facet, wanted, path + facet.name(), numbers));
            }
        }
        return new Filter(conditions);
    }

    private static Condition condition(Facet facet, List<?> values, String field, NumberHash numbers) {
        if (values.size() > VALUES_MAX) {
            throw Problem.inField(field, "Must list no more than " + VALUES_MAX + " values.");
        }
        Set<Object> wanted = new HashSet<>();
        for (Object value : values) {
            wanted.add(facet.form()
                    .read(text(value), numbers)
                    .orElseThrow(() ->
                            Problem.inField(field, "Must be " + facet.form().expected() + ", or a list.")));
        }
        return new Condition(facet, Set.copyOf(wanted));
    }

    /** What a list says, or one value without a list; none where the member is absent or null. */
    private static List<?> values(@Nullable Object json) {
        if (json instanceof JsonArray list) {
            return list.getList();
        }
        return json == null ? List.of() : List.of(json);
    }

    /** JSON writes codes as numbers, and some clients write ids so as well. */
    private static String text(@Nullable Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long ? value.toString() : "";
    }
}
