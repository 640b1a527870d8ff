package omnirelay.query;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import omnirelay.message.TelesignLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How TeleSign's way to us stands, as this node last saw it. It looks every second, however many people watch, and what
 * they are told is text that is made once.
 */
public final class TelesignLinkWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TelesignLinkWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration MEASURE_EVERY = Duration.ofMinutes(1);

    /** What was seen longer ago than this is not said any more: the database is away. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(4);

    private static final String NOT_KNOWN = "null";

    private final Vertx vertx;
    private final TelesignLinkStore store;
    private final double timeScale;
    private @Nullable Duration usual;
    private long measured = Long.MIN_VALUE;
    private String json = NOT_KNOWN;
    private long seen;
    private boolean stopped;

    /** @param timeScale how many times faster than real time TeleSign's clock runs */
    public TelesignLinkWatch(Vertx vertx, Pool pool, double timeScale) {
        this.vertx = vertx;
        this.store = new TelesignLinkStore(pool);
        this.timeScale = timeScale;
    }

    public void start() {
        look();
    }

    public void stop() {
        stopped = true;
    }

    /** An object, or {@code null} where it is not known. */
    public String json() {
        return System.nanoTime() - seen < GOOD_FOR.toNanos() ? json : NOT_KNOWN;
    }

    private void look() {
        measureNowAndThen();
        store.read(usual)
                .timeout(GOOD_FOR.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(this::saw)
                .onFailure(failure -> LOG.debug("TeleSign's way to us cannot be judged: {}", failure.getMessage()))
                .onComplete(looked -> lookAgain());
    }

    private void lookAgain() {
        if (!stopped) {
            vertx.setTimer(LOOK_EVERY.toMillis(), now -> look());
        }
    }

    private void measureNowAndThen() {
        long now = System.nanoTime();
        if (measured == Long.MIN_VALUE || now - measured > MEASURE_EVERY.toNanos()) {
            measured = now;
            store.usual()
                    .onSuccess(told -> usual = told)
                    .onFailure(failure -> LOG.debug("usual silences cannot be read: {}", failure.getMessage()));
        }
    }

    private void saw(TelesignLink link) {
        seen = System.nanoTime();
        json = new JsonObject()
                .put("at", link.at())
                .put("last_report", link.lastReport())
                .put("awaited_since", link.awaitedSince())
                .put("usual_ms", link.usual() == null ? null : link.usual().toMillis())
                .put("silent", link.silent(timeScale))
                .encode();
    }
}
