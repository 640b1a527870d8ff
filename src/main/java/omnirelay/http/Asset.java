package omnirelay.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A file that ships in the jar, as it is served.
 *
 * @param packed by gzip
 */
record Asset(String contentType, Form plain, Form packed) {
    /** @param etag quoted, from the file's bytes, so that it lasts from release to release where they do */
    record Form(Buffer bytes, String etag) {}

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
            String digest = HexFormat.of().formatHex(Sha256.of(bytes), 0, 16);
            return Optional.of(new Asset(
                    contentType,
                    new Form(Buffer.buffer(bytes), '"' + digest + '"'),
                    new Form(Buffer.buffer(packed(bytes)), '"' + digest + "-gzip\"")));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + resource + " cannot be read", e);
        }
    }

    private static String extension(String resource) {
        return resource.substring(resource.lastIndexOf('.') + 1);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
