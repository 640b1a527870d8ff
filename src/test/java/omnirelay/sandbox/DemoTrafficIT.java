package omnirelay.sandbox;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import omnirelay.config.Secret;
import omnirelay.telesign.ApiKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTrafficIT {
    private static final ApiKey CLIENT = new ApiKey("shop", "shop", new Secret("c2VjcmV0"));

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<JsonObject> sent = new LinkedBlockingQueue<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, SECONDS);
    }

    @Test
    void itSendsTheMessagesAsTheClient() throws Exception {
        DemoMessages messages = new DemoMessages(7);
        Set<JsonObject> awaited =
                IntStream.range(0, 5).mapToObj(messages::message).collect(toSet());
        DemoTraffic traffic = new DemoTraffic(vertx, relay(), CLIENT, 7);
        traffic.start();

        while (!awaited.isEmpty()) {
            awaited.remove(requireNonNull(sent.poll(10, SECONDS), "not all were sent"));
        }
        traffic.stop();
    }

    private URI relay() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (request.uri().equals("/v1/omnichannel")
                            && CLIENT.basic().equals(request.getHeader("Authorization"))) {
                        sent.add(body.toJsonObject());
                    }
                    request.response().end();
                }))
                .listen(0, "127.0.0.1")
                .await(10, SECONDS);
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }
}
