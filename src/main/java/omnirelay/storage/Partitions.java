package omnirelay.storage;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the tables' partitions made ahead of need. The months come slowly, the numbers of events may come fast. */
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** One transaction. What has to be moved into a partition may be much, after months away. */
    private static final String MAKE = "SET LOCAL statement_timeout = 0; SELECT make_partitions()";

    private final Vertx vertx;
    private final Pool pool;
    private long timer;

    public Partitions(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    public void start() {
        timer = vertx.setPeriodic(0, EVERY.toMillis(), again -> make());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    private void make() {
        pool.query(MAKE)
                .execute()
                .onFailure(cause -> LOG.error(
                        "partitions could not be made ahead; new rows go to the default ones: {}", cause.getMessage()));
    }
}
