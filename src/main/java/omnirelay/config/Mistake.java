package omnirelay.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration.
 *
 * @param source the file or the variable it came from; null where it came from nowhere
 * @param problem what is wrong and what is expected; never a secret's value
 */
public record Mistake(String setting, @Nullable String source, String problem) {
    @Override
    public String toString() {
        return source == null ? setting + ": " + problem : "%s (%s): %s".formatted(setting, source, problem);
    }
}
