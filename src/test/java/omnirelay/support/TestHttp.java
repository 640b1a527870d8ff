package omnirelay.support;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A real HTTP server on a free loopback port with the routes under test, and a client that sends it anything. */
public final class TestHttp implements AutoCloseable {
    private final HttpServer server;
    private final WebClient client;

    private TestHttp(HttpServer server, WebClient client) {
        this.server = server;
        this.client = client;
    }

    public static TestHttp serving(Vertx vertx, Consumer<Router> routes) {
        Router router = Router.router(vertx);
        routes.accept(router);
        HttpServer server =
                await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        return new TestHttp(server, WebClient.create(vertx));
    }

    public int port() {
        return server.actualPort();
    }

    /** {@code 127.0.0.1:port}, as a browser names it. */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    public HttpResponse<Buffer> get(String uri, String... headers) {
        return send(HttpMethod.GET, uri, Buffer.buffer(), headers);
    }

    public HttpResponse<Buffer> post(String uri, String json, String... headers) {
        MultiMap all = headers(headers);
        if (!all.contains(HttpHeaders.CONTENT_TYPE)) {
            all.set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        return send(HttpMethod.POST, uri, Buffer.buffer(json), all);
    }

    public HttpResponse<Buffer> send(HttpMethod method, String uri, Buffer body, String... headers) {
        return send(method, uri, body, headers(headers));
    }

    public HttpResponse<Buffer> send(HttpMethod method, String uri, Buffer body, MultiMap headers) {
        return await(client.request(method, port(), "127.0.0.1", uri)
                .putHeaders(headers)
                .sendBuffer(body));
    }

    /** {@code name, value, name, value …}. */
    public static MultiMap headers(String... namesAndValues) {
        MultiMap headers = HttpHeaders.headers();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 10 s", e);
        }
    }

    @Override
    public void close() {
        client.close();
        await(server.close());
    }
}
