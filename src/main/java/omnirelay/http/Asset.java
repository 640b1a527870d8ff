package omnirelay.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file that ships in the jar, as it is served.
 *
 * @param etag quoted, from the bytes, so that it lasts from release to release where they do
 */
record Asset(Buffer bytes, String contentType, String etag) {
    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("yaml", "application/yaml"));

    /** No empty, dotted or encoded segment, so nothing outside the folder can be named; and no folder is a file. */
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9_@-][A-Za-z0-9_@.-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_@.-]*");

    /** Whether a file of this name would be served if there were one. */
    static boolean isName(String resource) {
        return NAME.matcher(resource).matches() && CONTENT_TYPES.containsKey(extension(resource));
    }

    /** Blocks. Empty where the class path has no such file. */
    static Optional<Asset> read(String resource) {
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            String contentType = CONTENT_TYPES.getOrDefault(extension(resource), "application/octet-stream");
            return Optional.of(new Asset(Buffer.buffer(bytes), contentType, etag(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + resource + " cannot be read", e);
        }
    }

    private static String extension(String resource) {
        return resource.substring(resource.lastIndexOf('.') + 1);
    }

    private static String etag(byte[] bytes) {
        return '"' + HexFormat.of().formatHex(Sha256.of(bytes), 0, 16) + '"';
    }
}
