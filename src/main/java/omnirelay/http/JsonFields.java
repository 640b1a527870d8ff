package omnirelay.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The members of a request's JSON object. What they cannot mean is refused with a 400 {@link Problem} by name. */
public final class JsonFields {
    private final JsonObject object;

    private JsonFields(JsonObject object) {
        this.object = object;
    }

    /** Refuses members that are not {@code known}. */
    public static JsonFields of(JsonObject object, Set<String> known) {
        for (String name : object.fieldNames()) {
            if (!known.contains(name)) {
                throw Problem.inField(
                        name,
                        "There is no such member here; there are " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        return new JsonFields(object);
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> Problem.inField(name, "Must be given, as a text that is not empty."));
    }

    /** Empty where the member is absent, null or an empty text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(object.getValue(name))
                .map(value -> asText(name, value))
                .filter(text -> !text.isEmpty());
    }

    /** A text or a list of texts; empty where absent or null. */
    public List<String> texts(String name) {
        Object value = object.getValue(name);
        if (value instanceof JsonArray list) {
            return list.stream().map(element -> asText(name, element)).toList();
        }
        return text(name).map(List::of).orElse(List.of());
    }

    /** False where it is absent or null. */
    public boolean flag(String name) {
        Object value = object.getValue(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw Problem.inField(name, "Must be true or false.");
    }

    /** A whole number between {@code min} and {@code max}; {@code otherwise} where it is absent or null. */
    public int integer(String name, int min, int max, int otherwise) {
        Object value = object.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= min && number <= max) {
            return number;
        }
        throw Problem.inField(name, "Must be a whole number from " + min + " to " + max + ".");
    }

    private static String asText(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw Problem.inField(name, "Must be a text.");
    }
}
