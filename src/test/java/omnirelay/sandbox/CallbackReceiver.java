package omnirelay.sandbox;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes callbacks and keeps them; answers 200 unless told otherwise. */
final class CallbackReceiver {
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final HttpServer server;

    /** A callback, not yet answered if it was to be held. */
    record Received(
            String method,
            @Nullable String authorization,
            @Nullable String xTsAuthorization,
            Buffer body,
            HttpServerRequest request) {
        static final int HELD = 0;

        JsonObject json() {
            return body.toJsonObject();
        }

        /** The whole's code and every channel's: {@code 3002 mms 3056 sms 3001}. */
        String told() {
            return json().getJsonObject("status").getInteger("code") + " "
                    + json().getJsonArray("channel_status").stream()
                            .flatMap(entry -> ((JsonObject) entry).stream())
                            .map(entry -> entry.getKey() + " " + ((JsonObject) entry.getValue()).getInteger("code"))
                            .collect(Collectors.joining(" "));
        }

        void answer() {
            request.response().end().await();
        }
    }

    CallbackReceiver(Vertx vertx) throws Exception {
        this.server = vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/callbacks/telesign");
    }

    /** What the next callbacks are answered with; {@link Received#HELD} for those that the test itself answers. */
    synchronized void answerNextWith(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    private synchronized int nextAnswer() {
        return answers.isEmpty() ? 200 : answers.remove();
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            received.add(new Received(
                    request.method().name(),
                    request.getHeader("Authorization"),
                    request.getHeader("X-TS-Authorization"),
                    body,
                    request));
            int status = nextAnswer();
            if (status != Received.HELD) {
                request.response().setStatusCode(status).end();
            }
        });
    }

    Received next() throws InterruptedException {
        return requireNonNull(received.poll(10, TimeUnit.SECONDS), "no callback came");
    }

    List<Received> next(int count) throws InterruptedException {
        Deque<Received> taken = new ArrayDeque<>();
        while (taken.size() < count) {
            taken.add(next());
        }
        return List.copyOf(taken);
    }

    List<String> told(int count) throws InterruptedException {
        return next(count).stream().map(Received::told).toList();
    }
}
