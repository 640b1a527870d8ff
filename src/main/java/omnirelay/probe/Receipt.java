package omnirelay.probe;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import omnirelay.http.Sha256;
import omnirelay.telesign.CallbackSignature;
import org.jspecify.annotations.Nullable;

/**
 * What arrived of a test callback, as the relay tells whoever sent it.
 *
 * @param sha256 of the body, in hex
 * @param authorization whether TeleSign's first header was still there, {@code xTsAuthorization} the second
 */
public record Receipt(
        String method,
        String sha256,
        boolean authorization,
        boolean xTsAuthorization,
        @Nullable String contentType) {
    private static final String MEMBER = "omnirelay_probe";

    public static Receipt of(HttpServerRequest request, byte[] body) {
        return new Receipt(
                request.method().name(),
                Sha256.hex(body),
                request.headers().contains(HttpHeaders.AUTHORIZATION),
                request.headers().contains(CallbackSignature.X_TS_AUTHORIZATION),
                request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** Empty for an answer that no relay wrote. */
    static Optional<Receipt> read(Buffer answer) {
        try {
            return Optional.ofNullable(new JsonObject(answer).getJsonObject(MEMBER))
                    .map(Receipt::read);
        } catch (DecodeException | ClassCastException notOurs) {
            return Optional.empty();
        }
    }

    private static Receipt read(JsonObject json) {
        return new Receipt(
                json.getString("method", ""),
                json.getString("sha256", ""),
                json.getBoolean("authorization", false),
                json.getBoolean("x_ts_authorization", false),
                json.getString("content_type"));
    }

    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("method", method)
                .put("sha256", sha256)
                .put("authorization", authorization)
                .put("x_ts_authorization", xTsAuthorization)
                .put("content_type", contentType);
        return new JsonObject().put(MEMBER, json);
    }
}
