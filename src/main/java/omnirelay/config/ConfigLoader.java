package omnirelay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configuration: a file, each of its settings overridden by an environment variable, defaults for the rest. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Loads it.
     *
     * @param file YAML; null for none
     * @param environment gives a variable's value or null
     * @throws ConfigException with every mistake there is
     */
    public static RelayConfig load(@Nullable Path file, Function<String, @Nullable String> environment) {
        List<Mistake> mistakes = new ArrayList<>();
        Map<String, Object> values = file == null ? Map.of() : read(file, mistakes);
        var settings = new Settings(values, file == null ? null : file.toString(), environment, mistakes);
        RelayConfig config = new Sections(settings).read();
        settings.refuseUnknown();
        if (!mistakes.isEmpty()) {
            throw new ConfigException(mistakes);
        }
        return config;
    }

    private static Map<String, Object> read(Path file, List<Mistake> mistakes) {
        try {
            Object content = YamlText.parse(Files.readString(file));
            if (content instanceof Map<?, ?> map) {
                return YamlText.flat(map);
            }
            if (content != null) {
                mistakes.add(new Mistake(file.toString(), null, "not settings with names and values"));
            }
        } catch (IOException e) {
            mistakes.add(new Mistake(file.toString(), null, "the configuration file cannot be read"));
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake(file.toString(), null, String.valueOf(e.getMessage())));
        }
        return Map.of();
    }
}
