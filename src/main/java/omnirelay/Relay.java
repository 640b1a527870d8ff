package omnirelay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running relay: the database, the event loop, and what runs on it. */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final RelayDatabase database;
    private final EventLoop loop;
    private final RelayVerticle verticle;

    private Relay(RelayDatabase database, EventLoop loop, RelayVerticle verticle) {
        this.database = database;
        this.loop = loop;
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
        // Beside each other: the database's start and the event loop's take about as long.
        CompletableFuture<RelayDatabase> database = CompletableFuture.supplyAsync(() -> RelayDatabase.open(config));
        try {
            return start(config, demo, database, EventLoop.create());
        } catch (RuntimeException e) {
            closeIfOpened(database);
            throw e;
        }
    }

    private static Relay start(
            RelayConfig config, boolean demo, CompletableFuture<RelayDatabase> database, EventLoop loop) {
        try {
            var verticle = new RelayVerticle(config, database, loop.metrics(), demo);
            loop.vertx().deployVerticle(verticle).await();
            return new Relay(database.join(), loop, verticle);
        } catch (RuntimeException e) {
            loop.close();
            throw e;
        }
    }

    private static void closeIfOpened(CompletableFuture<RelayDatabase> database) {
        try {
            database.join().close();
        } catch (CompletionException e) {
            LOG.debug("there is no database to close", e);
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
            loop.vertx().undeploy(verticle.deploymentID()).await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            LOG.error("did not stop in order: {}", e.getMessage());
        }
        loop.close();
        database.close();
    }
}
