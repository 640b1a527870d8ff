package omnirelay;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.http.Metrics;
import omnirelay.sandbox.Sandbox;
import omnirelay.storage.Installation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running relay: the database, the event loop, and what runs on it. */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final RelayDatabase database;
    private final Metrics metrics;
    private final Vertx vertx;
    private final RelayVerticle verticle;

    private Relay(RelayDatabase database, Metrics metrics, Vertx vertx, RelayVerticle verticle) {
        this.database = database;
        this.metrics = metrics;
        this.vertx = vertx;
        this.verticle = verticle;
    }

    /**
     * Starts and returns once everything is served; blocks.
     *
     * @param demo whether to send plausible traffic through the sandbox
     * @throws StartupException with one sentence where it cannot start; nothing of it runs then
     */
    public static Relay start(RelayConfig config, boolean demo) {
        if (demo && !config.sandbox().enabled()) {
            throw new StartupException("--demo sends made-up messages and works in sandbox mode only");
        }
        Listeners.refuseTaken(config);
        RelayDatabase database = RelayDatabase.open(config);
        try {
            return start(config, demo, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Relay start(RelayConfig config, boolean demo, RelayDatabase database) {
        boolean sandbox = config.sandbox().enabled();
        Installation installation = Installation.open(database.database(), sandbox);
        Metrics metrics = new Metrics();
        Vertx vertx = metrics.vertx(new VertxOptions()).build();
        RelayVerticle verticle = new RelayVerticle(config, database.database(), installation, metrics, demo);
        Relay relay = new Relay(database, metrics, vertx, verticle);
        try {
            vertx.deployVerticle(verticle).await();
            return relay;
        } catch (RuntimeException e) {
            relay.closeVertx();
            throw e;
        }
    }

    /** The port of commands, dashboard and feed. */
    public int httpPort() {
        return verticle.httpPort();
    }

    /** The port of callbacks: the same one where they have none of their own. */
    public int callbackPort() {
        return verticle.callbackPort();
    }

    /** The stand-in for TeleSign; null outside sandbox mode. */
    public @Nullable Sandbox sandbox() {
        return verticle.sandbox();
    }

    /** Finishes what is under way, then stops everything; blocks. */
    public void stop() {
        try {
            vertx.undeploy(verticle.deploymentID()).await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            LOG.error("did not stop in order: {}", e.getMessage());
        }
        closeVertx();
        database.close();
    }

    private void closeVertx() {
        try {
            vertx.close().await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            LOG.error("the event loop did not end: {}", e.getMessage());
        }
        metrics.close();
    }
}
