package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Consumer;
import omnirelay.http.Problem;

/** An answer that is written bit by bit. Until the first bit it may still turn out to be a problem. */
final class StreamedResponse {
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Consumer<Problem> refusal;
    private final FeedFigures figures;
    private boolean begun;

    StreamedResponse(Vertx vertx, HttpServerRequest request, Consumer<Problem> refusal, FeedFigures figures) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.refusal = refusal;
        this.figures = figures;
    }

    void begin(String contentType) {
        begun = true;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Else nginx would hold small pieces back.
                .putHeader("X-Accel-Buffering", "no");
    }

    void header(String name, String value) {
        response.putHeader(name, value);
    }

    Future<Void> write(String text) {
        Buffer bytes = Buffer.buffer(text);
        figures.wrote(bytes.length());
        return response.write(bytes);
    }

    /** The whole answer has been given. */
    Future<Void> end() {
        return response.ended() ? Future.succeededFuture() : Hangup.unlessTaken(vertx, response.end(), this::cut);
    }

    /** The answer is not whole, and the client must see that. */
    Future<Void> cut() {
        return Hangup.on(request);
    }

    /** Says why there is no answer; after the first bit it can only be cut. */
    Future<Void> refuse(Problem problem) {
        if (begun) {
            return cut();
        }
        refusal.accept(problem);
        return Future.succeededFuture();
    }

    static Problem later(String reason) {
        return Problem.later(503, LATER, reason);
    }
}
