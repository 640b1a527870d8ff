package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.List;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CallbackSignature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back as TeleSign does: signed, in JSON, up to four times; only an answer of exactly 200 in time counts. TeleSign
 * documents this for SMS; for Messaging it is assumed.
 */
final class CallbackSender {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackSender.class);
    private static final int TAKEN = 200;

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));

    private final WebClient client;
    private final ApiKey key;
    private final Timers timers;
    private final Duration timeOut;

    /** @param timeOut of one attempt, in real time */
    CallbackSender(WebClient client, ApiKey key, Timers timers, Duration timeOut) {
        this.client = client;
        this.key = key;
        this.timers = timers;
        this.timeOut = timeOut;
    }

    /** Ends when the callback was taken or given up; never fails. */
    Future<Void> send(HttpMethod method, String url, Buffer body) {
        return attempt(method, url, body, 0);
    }

    private Future<Void> attempt(HttpMethod method, String url, Buffer body, int failures) {
        return Future.succeededFuture()
                .compose(start -> call(method, url, body))
                .map(status -> status == TAKEN ? "" : "HTTP " + status)
                .recover(failure -> Future.succeededFuture(String.valueOf(failure.getMessage())))
                .compose(trouble ->
                        trouble.isEmpty() ? Future.succeededFuture() : again(method, url, body, failures + 1, trouble));
    }

    private Future<Void> again(HttpMethod method, String url, Buffer body, int failures, String trouble) {
        if (failures > PAUSES.size()) {
            LOG.info("sandbox gave up a callback after {} attempts: {}", failures, trouble);
            return Future.succeededFuture();
        }
        return timers.pause(PAUSES.get(failures - 1)).compose(rested -> attempt(method, url, body, failures));
    }

    private Future<Integer> call(HttpMethod method, String url, Buffer body) {
        byte[] bytes = body.getBytes();
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setTimeout(timeOut.toMillis())
                .setHeaders(CallbackSignature.headers(key, bytes))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        return client.request(method, options).sendBuffer(body).map(response -> response.statusCode());
    }
}
