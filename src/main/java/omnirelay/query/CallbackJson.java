package omnirelay.query;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import omnirelay.query.Cursor.AfterCallback;
import omnirelay.query.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/** A callback as it came, as far as its reader may see it. */
final class CallbackJson {
    private CallbackJson() {}

    static Page page(Snapshot<List<StoredCallback>> read, int limit, boolean numbersShown) {
        return Page.of(
                read,
                limit,
                "callbacks",
                callback -> of(callback, numbersShown),
                callback -> Cursor.after(new AfterCallback(callback.receivedAt(), callback.hash())));
    }

    static JsonObject of(StoredCallback callback, boolean numbersShown) {
        JsonObject json = new JsonObject()
                .put("hash", callback.hash())
                .put(
                        "message_id",
                        callback.message() == null ? null : callback.message().toString())
                .put("received_at", callback.receivedAt().toString())
                .put("verdict", callback.verdict())
                .put("detail", StatusJson.present(callback.detail()))
                .put("method", callback.method())
                .put("key_id", callback.keyId())
                .put("headers", headers(callback));
        if (callback.body() == null) {
            return json;
        }
        byte[] body = callback.body().getBytes();
        Redaction redaction = new Redaction(numbersShown, null, callback.number());
        Optional<String> text = text(body);
        if (text.isPresent()) {
            return json.put("body", redaction.callback(text.get()));
        }
        return numbersShown ? json.put("body_base64", Base64.getEncoder().encodeToString(body)) : json;
    }

    private static JsonObject headers(StoredCallback callback) {
        JsonObject headers = new JsonObject();
        put(headers, "Authorization", callback.authorization());
        put(headers, "X-TS-Authorization", callback.xTsAuthorization());
        return headers;
    }

    private static void put(JsonObject headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
