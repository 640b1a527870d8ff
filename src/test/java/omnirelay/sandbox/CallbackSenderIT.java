package omnirelay.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.InstantSource;
import omnirelay.config.Secret;
import omnirelay.sandbox.CallbackReceiver.Received;
import omnirelay.telesign.ApiKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackSenderIT {
    private static final Buffer BODY = Buffer.buffer("{}");

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private final CallbackSender sender = new CallbackSender(
            client,
            new ApiKey("key", "customer", new Secret("c2VjcmV0")),
            new Timers(vertx, InstantSource.system(), new Pace(6_000)),
            Duration.ofMillis(100));

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().await(10, SECONDS);
    }

    @Test
    void anAnswerThatComesTooLateDoesNotCount() throws Exception {
        CallbackReceiver callbacks = new CallbackReceiver(vertx);
        callbacks.answerNextWith(Received.HELD);
        Future<Void> sent = sender.send(HttpMethod.POST, callbacks.url().toString(), BODY);

        assertThat(callbacks.next(2))
                .allSatisfy(callback -> assertThat(callback.body()).isEqualTo(BODY));
        sent.await(10, SECONDS);
    }

    @Test
    void anAddressThatCannotBeReachedIsGivenUp() throws Exception {
        sender.send(HttpMethod.POST, "http://127.0.0.1:1/", BODY).await(10, SECONDS);
        sender.send(HttpMethod.POST, "not an address", BODY).await(10, SECONDS);
    }
}
