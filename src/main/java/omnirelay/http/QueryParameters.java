package omnirelay.http;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A request's query parameters. What they cannot mean is refused with a 400 {@link Problem} that names the parameter. */
public final class QueryParameters {
    private final MultiMap values;

    private QueryParameters(MultiMap values) {
        this.values = values;
    }

    /** Refuses parameters that are not {@code known}: a filter that is misspelt must not show everything. */
    public static QueryParameters of(MultiMap values, Set<String> known) {
        for (String name : values.names()) {
            if (!known.contains(name)) {
                throw Problem.inField(
                        name,
                        "There is no such parameter here; there are " + String.join(", ", new TreeSet<>(known)) + ".");
            }
            for (String value : values.getAll(name)) {
                if (value.indexOf('\0') >= 0) {
                    throw Problem.inField(name, "The value holds the character U+0000, which nothing stored can hold.");
                }
            }
        }
        return new QueryParameters(values);
    }

    /** The one value; empty where the parameter is absent or says nothing. */
    public Optional<String> text(String name) {
        List<String> given = values.getAll(name);
        if (given.size() > 1) {
            throw Problem.inField(name, "This parameter may be given once.");
        }
        return given.stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** Every value, given by repeating the parameter or with commas between. */
    public List<String> texts(String name) {
        return values.getAll(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A whole number between {@code min} and {@code max}; {@code otherwise} where it is absent. */
    public int integer(String name, int min, int max, int otherwise) {
        return text(name).map(text -> integer(name, text, min, max)).orElse(otherwise);
    }

    /** Whole numbers, as {@link #texts} are given. */
    public List<Integer> integers(String name, int min, int max) {
        return texts(name).stream().map(text -> integer(name, text, min, max)).toList();
    }

    private static int integer(String name, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the same answer
        }
        throw Problem.inField(name, "Must be a whole number from " + min + " to " + max + ".");
    }

    /** A moment by RFC 3339, such as {@code 2026-11-22T08:00:00Z}. */
    public Optional<Instant> instant(String name) {
        return text(name).map(text -> {
            try {
                // In a query an unescaped plus, as of an offset, reads as a blank.
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeParseException e) {
                throw Problem.inField(name, "Must be a moment such as 2026-11-22T08:00:00Z.");
            }
        });
    }

    /** One of {@code true} and {@code false}. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.inField(name, "Must be true or false.");
        });
    }
}
