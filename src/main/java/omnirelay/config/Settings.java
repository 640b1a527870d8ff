package omnirelay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name, from the environment or else from a file. Mistakes are collected, not thrown: where one was made
 * the default is given, so that the reading goes on to find the others.
 */
final class Settings {
    private static final int QUOTED_CHARS = 60;

    private final String prefix;
    private final Map<String, Object> values;
    private final @Nullable String source;
    private final Function<String, @Nullable String> environment;
    private final List<Mistake> mistakes;
    private final Set<String> known = new TreeSet<>();
    private final Map<String, Found> found = new HashMap<>();

    /**
     * A value as it was found.
     *
     * @param value a text or a list; null where it should come from a file that cannot be read
     */
    private record Found(@Nullable Object value, @Nullable String source) {}

    /**
     * @param values from the file, by name
     * @param source the file's name
     */
    Settings(
            Map<String, Object> values,
            @Nullable String source,
            Function<String, @Nullable String> environment,
            List<Mistake> mistakes) {
        this("", values, source, environment, mistakes);
    }

    private Settings(
            String prefix,
            Map<String, Object> values,
            @Nullable String source,
            Function<String, @Nullable String> environment,
            List<Mistake> mistakes) {
        this.prefix = prefix;
        this.values = values;
        this.source = source;
        this.environment = environment;
        this.mistakes = mistakes;
    }

    /** The variable that a setting may come from instead of the file. */
    static String variable(String name) {
        return "OMNIRELAY_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    boolean isSet(String name) {
        return found(name) != null;
    }

    <T> T get(String name, ValueType<T> type, T fallback) {
        T value = find(name, type);
        return value == null ? fallback : value;
    }

    /** Its absence is a mistake, and {@code placeholder} is given. */
    <T> T require(String name, ValueType<T> type, T placeholder, String hint) {
        if (!isSet(name)) {
            refuse(name, "missing; " + hint);
        }
        return get(name, type, placeholder);
    }

    <T> @Nullable T find(String name, ValueType<T> type) {
        Found found = found(name);
        if (found == null || found.value() == null) {
            return null;
        }
        String text = text(found.value());
        try {
            return type.parser().apply(text);
        } catch (IllegalArgumentException e) {
            String given = type.shown() ? "“" + shortened(text) + "” is not " : "not ";
            refuse(name, given + type.expected());
            return null;
        }
    }

    /** The entries of a list, each to be read like settings of its own. */
    List<Settings> entries(String name) {
        Found found = found(name);
        if (found == null || found.value() == null) {
            return List.of();
        }
        List<Settings> entries = new ArrayList<>();
        for (Object entry : list(name, found.value())) {
            String entryName = "%s%s[%d].".formatted(prefix, name, entries.size());
            if (entry instanceof Map<?, ?> map) {
                entries.add(new Settings(entryName, YamlText.flat(map), found.source(), variable -> null, mistakes));
            } else {
                refuse(name, "not a list of entries with names and values");
            }
        }
        return entries;
    }

    void refuse(String name, String problem) {
        Found found = found(name);
        mistakes.add(new Mistake(prefix + name, found == null ? null : found.source(), problem));
    }

    /** To be called when everything has been asked for. */
    void refuseUnknown() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String meant = NearMiss.of(name, known)
                        .map(near -> "; did you mean " + prefix + near + "?")
                        .orElse("");
                mistakes.add(new Mistake(prefix + name, source, "there is no such setting" + meant));
            }
        }
    }

    /** Everything that has been asked for. */
    Set<String> known() {
        return known;
    }

    private @Nullable Found found(String name) {
        if (known.add(name)) {
            Found found = search(name);
            if (found != null) {
                this.found.put(name, found);
            }
        }
        return found.get(name);
    }

    private @Nullable Found search(String name) {
        String variable = variable(name);
        String text = environment.apply(variable);
        if (text != null && !text.isEmpty()) {
            return new Found(text, variable);
        }
        String file = environment.apply(variable + "_FILE");
        if (file != null && !file.isEmpty()) {
            return new Found(content(name, file, variable + "_FILE"), variable + "_FILE");
        }
        Object value = values.get(name);
        return value == null || value.equals("") ? null : new Found(value, source);
    }

    private @Nullable String content(String name, String file, String variable) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            mistakes.add(new Mistake(prefix + name, variable, "the file " + file + " cannot be read"));
            return null;
        }
    }

    private List<?> list(String name, Object value) {
        try {
            Object parsed = value instanceof String text ? YamlText.parse(text) : value;
            if (parsed instanceof List<?> list) {
                return list;
            }
            refuse(name, "not a list");
        } catch (IllegalArgumentException e) {
            refuse(name, "not a list: " + e.getMessage());
        }
        return List.of();
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString();
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED_CHARS ? text : text.substring(0, QUOTED_CHARS) + "…";
    }
}
