package omnirelay.through;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.telesign.ConnectionFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to TeleSign, and the answer on its way back. It is asked once: what TeleSign may have got is not
 * repeated, whatever becomes of the answer.
 */
final class Passage {
    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final HttpServerRequest request;
    private final Optional<Buffer> received;
    private final long maxBytes;
    private final Consumer<String> outcome;
    private final Promise<Void> end = Promise.promise();
    private @Nullable HttpClientRequest out;
    private boolean told;

    /**
     * @param received the body, where it is here already; any other streams
     * @param outcome is told how it went, as {@link ThroughMeter} counts it
     */
    Passage(HttpServerRequest request, Optional<Buffer> received, long maxBytes, Consumer<String> outcome) {
        this.request = request;
        this.received = received;
        this.maxBytes = maxBytes;
        this.outcome = outcome;
    }

    /** Succeeds when the caller has the whole answer; fails with what is to be answered instead, as long as it can be. */
    Future<Void> through(Upstream upstream) {
        if (announced(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > maxBytes) {
            return Future.failedFuture(tooLong());
        }
        upstream.open(request, received.orElseGet(Buffer::buffer))
                .recover(cause -> fail("unreachable", unreachable(cause)))
                .compose(this::ask)
                .compose(this::answer)
                .onComplete(end::tryComplete, end::tryFail);
        return end.future();
    }

    /** Ends it where it is. */
    void giveUp() {
        boolean asked = out != null;
        if (end.tryFail(asked ? lost(" in time") : unreachable(null))) {
            tell(asked ? "lost" : "unreachable");
            reset();
        }
    }

    private Future<HttpClientResponse> ask(HttpClientRequest opened) {
        out = opened;
        opened.exceptionHandler(told -> LOG.debug("a request to TeleSign ended early: {}", told.getMessage()));
        if (end.future().isComplete()) {
            reset();
            return Future.failedFuture("given up");
        }
        return send(opened).recover(cause -> fail("lost", lost("")));
    }

    private Future<HttpClientResponse> send(HttpClientRequest opened) {
        if (received.isPresent()) {
            return opened.send(received.get());
        }
        if (!hasBody()) {
            request.resume();
            return opened.send();
        }
        opened.setChunked(!request.headers().contains(HttpHeaders.CONTENT_LENGTH));
        ReceiveBodyHandler.invite(request);
        // Ending a body that broke off would make TeleSign take what there is for all of it.
        new LimitedStream(request, maxBytes)
                .pipe()
                .endOnFailure(false)
                .to(opened)
                .onFailure(this::brokeOff);
        return opened.response();
    }

    private void brokeOff(Throwable cause) {
        if (cause instanceof LimitedStream.TooLongException && end.tryFail(tooLong())) {
            tell("lost");
        }
        reset();
    }

    private Future<Void> answer(HttpClientResponse in) {
        if (end.future().isComplete()) {
            reset();
            return end.future();
        }
        if (!request.method().name().equals("HEAD") && announced(in.getHeader(HttpHeaders.CONTENT_LENGTH)) > maxBytes) {
            cut(in);
            return fail("lost", lost(" in " + maxBytes + " bytes, the most that through.max-bytes lets pass"));
        }
        tell(Integer.toString(in.statusCode()));
        HttpServerResponse response = request.response().setStatusCode(in.statusCode());
        PassedHeaders.back(in.headers(), response.headers());
        response.setChunked(!response.headers().contains(HttpHeaders.CONTENT_LENGTH));
        return new LimitedStream(in, maxBytes)
                .pipe()
                .endOnFailure(false)
                .to(response)
                .onFailure(broken -> cut(in));
    }

    private void cut(HttpClientResponse in) {
        in.exceptionHandler(told -> LOG.debug("an answer of TeleSign's was cut: {}", told.getMessage()));
        reset();
    }

    private boolean hasBody() {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || announced(request.getHeader(HttpHeaders.CONTENT_LENGTH)) > 0;
    }

    private static long announced(@Nullable String length) {
        return length == null ? 0 : Long.parseLong(length);
    }

    private void reset() {
        if (out != null) {
            out.reset();
        }
    }

    private <T> Future<T> fail(String how, Problem problem) {
        tell(how);
        return Future.failedFuture(problem);
    }

    private void tell(String how) {
        if (!told) {
            told = true;
            outcome.accept(how);
        }
    }

    private static Problem unreachable(@Nullable Throwable cause) {
        String reason = cause == null ? "no connection came about in time" : ConnectionFailure.reason(cause);
        return Problem.later(503, TRY_AGAIN, "TeleSign could not be reached: " + reason + ". Nothing was passed on.");
    }

    private static Problem lost(String how) {
        return Problem.of(504, "TeleSign did not answer" + how + ". It may have taken the request all the same.");
    }

    private Problem tooLong() {
        return Problem.of(
                413, "The body has more than " + maxBytes + " bytes, the most that through.max-bytes lets pass.");
    }
}
