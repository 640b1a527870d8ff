package omnirelay.telesign;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request as it stands on the wire: a signature holds for these bytes and no other spelling of them.
 *
 * @param path without host and query, as received: not decoded, not normalised
 * @param body empty where there is none
 */
public record RawRequest(String method, String path, MultiMap headers, Buffer body) {

    public static RawRequest of(HttpServerRequest request, Buffer body) {
        return new RawRequest(request.method().name(), request.path(), request.headers(), body);
    }
}
