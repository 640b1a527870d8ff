package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import omnirelay.message.Counted;
import omnirelay.message.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The median over the last day, by channel, type and country, from the ledger's counts. Who asks is never kept waiting:
 * what was read before is good until it has been read again. Runs on the relay's one event loop.
 */
public final class ArrivalTimes implements UsualTimes {
    private static final Logger LOG = LoggerFactory.getLogger(ArrivalTimes.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** Of fewer messages a median would be chance. */
    private static final int ENOUGH = 20;

    /** The first bucket with which half of them have arrived. */
    private static final String MEDIANS = """
            SELECT DISTINCT ON (channel, message_type, country) channel, message_type, country, bucket
            FROM (SELECT channel, message_type, country, bucket,
                         sum(messages) OVER (PARTITION BY channel, message_type, country ORDER BY bucket) AS so_far,
                         sum(messages) OVER (PARTITION BY channel, message_type, country) AS arrived
                  FROM (SELECT channel, message_type, country, bucket, sum(messages) AS messages
                        FROM arrival_count WHERE hour > now() - interval '1 day' GROUP BY 1, 2, 3, 4) AS buckets) AS sums
            WHERE arrived >= $1 AND so_far * 2 >= arrived
            ORDER BY channel, message_type, country, bucket
            """;

    private final Pool pool;
    private final InstantSource clock;
    private Map<Kind, Duration> medians = Map.of();
    private Instant readAt = Instant.MIN;

    public ArrivalTimes(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** What is told apart. */
    private record Kind(
            String channel,
            @Nullable String messageType,
            @Nullable String country) {}

    @Override
    public @Nullable Duration of(Message message, String channel) {
        if (readAt.isBefore(clock.instant().minus(FRESH))) {
            readAt = clock.instant();
            read().onFailure(failure -> LOG.warn("usual times cannot be read: {}", failure.getMessage()));
        }
        return medians.get(new Kind(channel, message.messageType(), message.country()));
    }

    private Future<Void> read() {
        return pool.preparedQuery(MEDIANS).execute(Tuple.of(ENOUGH)).map(rows -> {
            medians = medians(rows);
            return null;
        });
    }

    private static Map<Kind, Duration> medians(RowSet<Row> rows) {
        Map<Kind, Duration> read = new HashMap<>();
        for (Row row : rows) {
            Kind kind = new Kind(row.getString("channel"), row.getString("message_type"), row.getString("country"));
            read.put(kind, Counted.middle(row.getInteger("bucket")));
        }
        return read;
    }
}
