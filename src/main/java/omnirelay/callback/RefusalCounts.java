package omnirelay.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import omnirelay.telesign.Authenticity.Cause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refused callbacks in the database, by hour and cause. The address is public, so they are gathered and written
 * every few seconds, however many come. Runs on the relay's one event loop.
 */
public final class RefusalCounts {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalCounts.class);
    private static final Duration GATHER = Duration.ofSeconds(2);

    private static final String ADD = """
            INSERT INTO callback_refusal (hour, cause, refusals, last_at)
            SELECT date_trunc('hour', now(), 'UTC'), cause, refusals, now()
            FROM unnest($1::text[], $2::bigint[]) AS fresh (cause, refusals)
            ON CONFLICT (hour, cause) DO UPDATE
            SET refusals = callback_refusal.refusals + excluded.refusals, last_at = excluded.last_at
            """;

    private final Vertx vertx;
    private final Pool pool;
    private final Map<Cause, Long> gathered = new EnumMap<>(Cause.class);
    private boolean writing;

    public RefusalCounts(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    void refused(Cause cause) {
        gathered.merge(cause, 1L, Long::sum);
        writeLater();
    }

    /** Writes what is gathered; what cannot be written is lost. */
    public Future<Void> stop() {
        return gathered.isEmpty() ? Future.succeededFuture() : write(Map.copyOf(gathered));
    }

    private void writeLater() {
        if (!writing) {
            writing = true;
            vertx.setTimer(GATHER.toMillis(), now -> {
                Map<Cause, Long> counts = new EnumMap<>(gathered);
                gathered.clear();
                write(counts).onComplete((written, failure) -> {
                    writing = false;
                    if (failure != null) {
                        LOG.warn("refused callbacks cannot be counted now: {}", failure.getMessage());
                        counts.forEach((cause, count) -> gathered.merge(cause, count, Long::sum));
                    }
                    if (!gathered.isEmpty()) {
                        writeLater();
                    }
                });
            });
        }
    }

    private Future<Void> write(Map<Cause, Long> counts) {
        Cause[] causes = counts.keySet().stream().sorted().toArray(Cause[]::new);
        String[] names = new String[causes.length];
        Long[] numbers = new Long[causes.length];
        for (int i = 0; i < causes.length; i++) {
            names[i] = causes[i].wire();
            numbers[i] = counts.getOrDefault(causes[i], 0L);
        }
        return pool.preparedQuery(ADD)
                .execute(Tuple.tuple().addValue(names).addValue(numbers))
                .mapEmpty();
    }
}
