package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Writes answers: always JSON, errors included. */
final class Answer {
    private Answer() {}

    static Future<Void> write(HttpServerResponse response, int httpStatus, JsonObject body) {
        return response.setStatusCode(httpStatus)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer());
    }
}
