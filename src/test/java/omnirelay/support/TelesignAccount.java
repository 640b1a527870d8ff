package omnirelay.support;

import static omnirelay.support.RelayUnderTest.API_KEY;
import static omnirelay.support.RelayUnderTest.CUSTOMER_ID;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Telesign.Authentication;
import omnirelay.config.Secret;
import omnirelay.message.Entry;
import omnirelay.sandbox.Sandbox;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignClient;

/** An account at a stand-in for TeleSign that outlives the relays in front of it. They think that it is the real one. */
public final class TelesignAccount implements AutoCloseable {
    /** In a second of TeleSign's: the account is a large one. */
    private static final double RATE = 1_000;

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    private final Vertx vertx = Vertx.vertx();
    private final ApiKey key = new ApiKey("telesign", CUSTOMER_ID, new Secret(API_KEY));
    private final Sandbox sandbox;
    private final URI url;
    private volatile URI callbackUrl = NOWHERE;

    private TelesignAccount(double timeScale) {
        RelayConfig.Sandbox settings = new RelayConfig.Sandbox(true, 0, 1, timeScale, false);
        sandbox = new Sandbox(vertx, InstantSource.system(), settings, RATE, key, () -> callbackUrl);
        url = URI.create("http://127.0.0.1:" + Soon.await(sandbox.start()));
    }

    /**
     * An account at a stand-in that runs from now on.
     *
     * @param timeScale how many times faster than TeleSign's its clock runs
     */
    public static TelesignAccount open(double timeScale) {
        return new TelesignAccount(timeScale);
    }

    /** A relay in front of it, to which it calls back from now on. */
    public RelayUnderTest relay(TestDatabase database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "sandbox.enabled",
                "false",
                "http.host",
                "127.0.0.1",
                "telesign.url",
                url.toString(),
                "telesign.customer-id",
                CUSTOMER_ID,
                "telesign.api-key",
                API_KEY,
                "telesign.rate",
                "1000",
                "clients",
                "[{id: \"%s\", key: \"%s\", roles: [send, view]}]".formatted(CUSTOMER_ID, API_KEY)));
        all.putAll(settings);
        RelayUnderTest relay = RelayUnderTest.on(database, all);
        callbackUrl = relay.uri("/callbacks/telesign");
        return relay;
    }

    /** Sends past the relay; gives TeleSign's reference. */
    public String send(String body) {
        RelayConfig.Telesign settings = new RelayConfig.Telesign(
                url,
                CUSTOMER_ID,
                new Secret(API_KEY),
                Authentication.DIGEST,
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                4,
                16,
                new RelayConfig.Pace(RATE, 0.8));
        TelesignClient client =
                new TelesignClient(vertx, settings, url, key, InstantSource.system(), CodeCatalogue.load());
        return ((Entry.Answer.Sent) Soon.await(client.send(Buffer.buffer(body), Future::succeededFuture))
                        .answer())
                .referenceId();
    }

    @Override
    public void close() {
        Soon.await(sandbox.stop());
        Soon.await(vertx.close());
    }
}
