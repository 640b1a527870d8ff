package omnirelay.query;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import omnirelay.query.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the part after it; null where this is the last
 */
record Page(JsonObject json, @Nullable String next) {
    static final int DEFAULT_LIMIT = 50;
    static final int LIMIT_MAX = 200;

    /**
     * Makes {@code {"as_of", "<name>": […], "next"}} of what was read.
     *
     * @param read with one element more than {@code limit} where another page follows
     */
    static <T> Page of(
            Snapshot<List<T>> read,
            int limit,
            String name,
            Function<T, JsonObject> element,
            Function<T, String> cursorAfter) {
        boolean more = read.value().size() > limit;
        List<T> shown = more ? read.value().subList(0, limit) : read.value();
        String next = more ? cursorAfter.apply(shown.get(limit - 1)) : null;
        return new Page(
                new JsonObject()
                        .put("as_of", read.asOf().toJson())
                        .put(name, new JsonArray(shown.stream().map(element).toList()))
                        .put("next", next),
                next);
    }

    /**
     * The header {@code Link} of RFC 8288. Its address is relative, and so holds behind a proxy that strips a prefix.
     *
     * @param query of this page
     */
    static String link(MultiMap query, String next) {
        String rest = query.entries().stream()
                .filter(parameter -> !parameter.getKey().equals(Cursor.FIELD))
                .map(Page::encoded)
                .collect(Collectors.joining());
        return "<?" + rest + Cursor.FIELD + "=" + next + ">; rel=\"next\"";
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()) + "&";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
