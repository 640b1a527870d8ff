package omnirelay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that explains every setting must not drift from the code that reads them. */
class ConfigurationFileTest {
    private static final Path FILE = Path.of("conf", "omnirelay.yaml");

    @Test
    void asItStandsItChangesNothing() {
        assertThat(ConfigLoader.load(FILE, variable -> null)).isEqualTo(ConfigLoader.load(null, variable -> null));
    }

    @Test
    void itNamesExactlyTheSettingsThatAreRead() throws IOException {
        var settings = new Settings(Map.of(), null, variable -> null, new ArrayList<>());
        new Sections(settings).read();

        assertThat(everySetting().keySet()).isEqualTo(settings.known());
    }

    @Test
    void theValuesItGivesAreTheDefaults(@TempDir Path directory) throws IOException {
        String given = everySetting().entrySet().stream()
                .filter(setting -> !setting.getValue().isEmpty())
                .map(setting -> setting.getKey() + ": " + setting.getValue() + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(directory.resolve("given.yaml"), given);

        assertThat(ConfigLoader.load(file, variable -> null)).isEqualTo(ConfigLoader.load(null, variable -> null));
        assertThat(given.lines().count()).isGreaterThan(20);
    }

    /** Also those behind "#", each with the value that stands there or "". */
    private static Map<String, String> everySetting() throws IOException {
        List<String> lines = Files.readAllLines(FILE).stream()
                .map(line -> line.replaceFirst("^( *)# ([a-z-]+:(?: [^ ]+)?)$", "$1$2"))
                .filter(line -> !line.strip().startsWith("#"))
                .toList();
        Map<String, String> settings = new HashMap<>();
        String section = "";
        for (String line : lines) {
            String[] words = line.strip().split(": ?", 2);
            if (line.startsWith(" ")) {
                settings.put(section + "." + words[0], words[1]);
            } else if (!line.isEmpty()) {
                section = words[0];
                if (List.of("clients", "users", "caps", "receivers").contains(section)) {
                    settings.put(section, "");
                }
            }
        }
        return settings;
    }
}
