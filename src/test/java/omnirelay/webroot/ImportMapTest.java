package omnirelay.webroot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImportMapTest {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    @Test
    void namesFilesThatTheWebJarsHold() throws IOException {
        assertThat(importMap().getJsonObject("imports").getMap().values())
                .isNotEmpty()
                .allSatisfy(target -> assertThat(webJarFile(target.toString()))
                        .as("%s", target)
                        .isNotNull());
    }

    private static JsonObject importMap() throws IOException {
        try (InputStream page = ImportMapTest.class.getResourceAsStream("/webroot/index.html")) {
            Matcher map = IMPORT_MAP.matcher(new String(page.readAllBytes(), UTF_8));
            assertThat(map.find()).isTrue();
            return new JsonObject(map.group(1));
        }
    }

    private static URL webJarFile(String target) {
        return ImportMapTest.class.getResource("/META-INF/resources" + target);
    }
}
