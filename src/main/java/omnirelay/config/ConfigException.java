package omnirelay.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong; all mistakes at once, so that nobody has to start again for each. */
public final class ConfigException extends StartupException {
    private final transient List<Mistake> mistakes;

    ConfigException(List<Mistake> mistakes) {
        super(mistakes.stream()
                .map(mistake -> "  " + mistake)
                .collect(Collectors.joining("\n", "The configuration is wrong:\n", "")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
