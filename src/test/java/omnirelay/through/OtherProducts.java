package omnirelay.through;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import omnirelay.config.Secret;
import omnirelay.support.Soon;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.Authenticity;
import omnirelay.telesign.KeyRing;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestAuthenticator;

/** Stands in for TeleSign's other products: checks who asks as TeleSign does, and answers as it is told. */
final class OtherProducts implements AutoCloseable {
    static final String CUSTOMER_ID = "0042";
    static final String API_KEY = "dGhlIHJlbGF5J3Mgb3duIGFjY291bnQ=";

    private final RequestAuthenticator authenticator = new RequestAuthenticator(
            new KeyRing(List.of(new ApiKey("account", CUSTOMER_ID, new Secret(API_KEY)))), InstantSource.system());
    private final HttpServer server;
    private final BlockingQueue<Seen> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> chunks = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();
    private volatile Consumer<HttpServerResponse> answer = response -> response.end("{}");

    /** A request as it came, whole. */
    record Seen(String method, String uri, MultiMap headers, Buffer body, boolean authentic) {}

    OtherProducts(Vertx vertx) {
        server = Soon.await(
                vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    void answer(Consumer<HttpServerResponse> how) {
        answer = how;
    }

    void answer(int status, String json) {
        answer(response -> response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json));
    }

    /** Forgets what came, and answers as usual. */
    void forget() {
        requests.clear();
        chunks.clear();
        broken.clear();
        answer(200, "{}");
    }

    Seen request() throws InterruptedException {
        return soon(requests);
    }

    boolean sawNothing() {
        return requests.isEmpty() && broken.isEmpty();
    }

    /** Waits for some of a body, whose rest may still be under way. */
    void awaitSome() throws InterruptedException {
        soon(chunks);
    }

    /** Waits for a request that ended before its end. */
    void awaitBroken() throws InterruptedException {
        soon(broken);
    }

    private void receive(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.exceptionHandler(cut -> broken.add(request.path()));
        request.handler(chunk -> {
            body.appendBuffer(chunk);
            chunks.add(chunk.length());
        });
        request.endHandler(end -> {
            Authenticity authenticity = authenticator.check(RawRequest.of(request, body));
            requests.add(new Seen(
                    request.method().name(),
                    request.uri(),
                    request.headers(),
                    body,
                    authenticity instanceof Authenticity.Proven));
            answer.accept(request.response());
        });
    }

    private static <T> T soon(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 20 s");
        }
        return next;
    }

    @Override
    public void close() {
        Soon.await(server.close());
    }
}
