package omnirelay;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.http.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vert.x, and what is measured of it. */
record EventLoop(Vertx vertx, Metrics metrics) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    static EventLoop create() {
        Metrics metrics = new Metrics();
        return new EventLoop(metrics.vertx(new VertxOptions()).build(), metrics);
    }

    /** Blocks until nothing runs on it any more. */
    @Override
    public void close() {
        try {
            vertx.close().await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | RuntimeException e) {
            LOG.error("the event loop did not end: {}", e.getMessage());
        }
        metrics.close();
    }
}
