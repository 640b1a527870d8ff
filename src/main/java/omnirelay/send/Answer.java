package omnirelay.send;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written to the one who sent a command: TeleSign's format, TeleSign's HTTP statuses where it has them. */
record Answer(int httpStatus, JsonObject body, Map<String, String> headers) {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    void write(HttpServerResponse response) {
        headers.forEach(response::putHeader);
        response.setStatusCode(httpStatus)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer())
                .onFailure(gone -> LOG.debug("nobody waited for the {}", httpStatus));
    }
}
