package omnirelay.callback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
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
        return gathered.isEmpty() ? Future.succeededFuture() : write(taken());
    }

    private void writeLater() {
        if (!writing) {
            writing = true;
            vertx.setTimer(GATHER.toMillis(), now -> writeGathered());
        }
    }

    private void writeGathered() {
        Map<Cause, Long> counts = taken();
        write(counts).onFailure(failure -> putBack(counts, failure)).onComplete(written -> {
            writing = false;
            if (!gathered.isEmpty()) {
                writeLater();
            }
        });
    }

    private void putBack(Map<Cause, Long> counts, Throwable failure) {
        LOG.warn("refused callbacks cannot be counted now: {}", failure.getMessage());
        counts.forEach((cause, count) -> gathered.merge(cause, count, Long::sum));
    }

    /** In the causes' order on every node: nodes that write at once must not wait for each other in a circle. */
    private Map<Cause, Long> taken() {
        Map<Cause, Long> counts = new EnumMap<>(gathered);
        gathered.clear();
        return counts;
    }

    private Future<Void> write(Map<Cause, Long> counts) {
        List<Map.Entry<Cause, Long>> inOrder = List.copyOf(counts.entrySet());
        String[] causes = inOrder.stream().map(each -> each.getKey().wire()).toArray(String[]::new);
        Long[] refusals = inOrder.stream().map(Map.Entry::getValue).toArray(Long[]::new);
        return pool.preparedQuery(ADD)
                .execute(Tuple.tuple().addValue(causes).addValue(refusals))
                .mapEmpty();
    }
}
