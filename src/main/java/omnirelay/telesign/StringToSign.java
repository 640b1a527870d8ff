package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a signed request signs, line by line: method, content type, date, {@code x-ts-} headers, body, path. As built by
 * TeleSign's SDKs and shown by its {@code signature_string}; the documentation gives only half of it.
 */
final class StringToSign {
    private static final String PREFIX = "x-ts-";
    private static final String AUTHORIZATION = "x-ts-authorization";

    private StringToSign() {}

    static byte[] of(RawRequest request) {
        SortedMap<String, String> ownHeaders = ownHeaders(request.headers());
        boolean hasContent = request.method().equals("POST") || request.method().equals("PUT");

        Buffer text = Buffer.buffer(request.method()).appendString("\n");
        text.appendString(hasContent ? header(request, HttpHeaders.CONTENT_TYPE) : "")
                .appendString("\n");
        text.appendString(ownHeaders.containsKey("x-ts-date") ? "" : header(request, HttpHeaders.DATE));
        ownHeaders.forEach((name, value) -> text.appendString("\n" + name + ":" + value));
        if (hasContent && request.body().length() > 0) {
            text.appendString("\n").appendBuffer(request.body());
        }
        return text.appendBytes(("\n" + request.path()).getBytes(UTF_8)).getBytes();
    }

    private static SortedMap<String, String> ownHeaders(MultiMap headers) {
        SortedMap<String, String> own = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX) && !name.equals(AUTHORIZATION)) {
                own.putIfAbsent(name, header.getValue().strip());
            }
        }
        return own;
    }

    private static String header(RawRequest request, CharSequence name) {
        return Objects.requireNonNullElse(request.headers().get(name), "");
    }
}
