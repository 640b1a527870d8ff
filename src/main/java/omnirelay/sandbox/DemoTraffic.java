package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import omnirelay.telesign.ApiKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends plausible messages through the relay's own interface for ten minutes, so that no view is empty: a burst first,
 * then one a second.
 */
public final class DemoTraffic {
    private static final Logger LOG = LoggerFactory.getLogger(DemoTraffic.class);

    static final int BURST = 60;
    static final int MESSAGES = BURST + (int) Duration.ofMinutes(10).toSeconds();
    private static final Duration BETWEEN_IN_THE_BURST = Duration.ofMillis(50);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 64;

    private final Vertx vertx;
    private final WebClient http;
    private final URI sends;
    private final ApiKey client;
    private final DemoMessages messages;
    private int sent;
    private boolean stopped;

    /**
     * @param relay where the relay listens, such as {@code http://127.0.0.1:8080}
     * @param client the credentials of a client that may send
     */
    public DemoTraffic(Vertx vertx, URI relay, ApiKey client, long seed) {
        this.vertx = vertx;
        this.http = WebClient.create(vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.sends = relay.resolve("/v1/omnichannel");
        this.client = client;
        this.messages = new DemoMessages(seed);
    }

    /** Begins at once. */
    public void start() {
        LOG.info("demo: {} messages in ten minutes", MESSAGES);
        goOn();
    }

    /** Sends no more; what is under way may end. */
    public void stop() {
        stopped = true;
        http.close();
    }

    private void goOn() {
        if (stopped || sent == MESSAGES) {
            return;
        }
        send(sent++).onFailure(failure -> LOG.debug("demo: not answered: {}", failure.getMessage()));
        Duration pause = sent < BURST ? BETWEEN_IN_THE_BURST : BETWEEN;
        vertx.setTimer(pause.toMillis(), time -> goOn());
    }

    /** An answer of any kind is fine: some scenarios are about refusals. */
    private Future<Integer> send(int number) {
        return http.postAbs(sends.toString())
                .putHeader(HttpHeaders.AUTHORIZATION.toString(), client.basic())
                .sendJsonObject(messages.message(number))
                .map(response -> response.statusCode());
    }
}
