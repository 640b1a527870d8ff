package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;

/** Measures what waits to be sent, on whatever node. */
public final class QueueDepth {
    private static final String READ = """
            SELECT lanes.lane, now() AS at,
                   (SELECT count(*) FROM queue WHERE queue.lane = lanes.lane) AS waiting,
                   (SELECT message_id FROM queue WHERE queue.lane = lanes.lane ORDER BY message_id LIMIT 1) AS oldest
            FROM generate_series(0, 2) AS lanes (lane)
            """;

    private final Pool pool;

    public QueueDepth(Pool pool) {
        this.pool = pool;
    }

    /**
     * How much waits in a lane.
     *
     * @param oldest how long the one that came first has been waiting; zero where none waits
     */
    public record Depth(Lane lane, long waiting, Duration oldest) {
        private static Depth of(Row row) {
            UUID oldest = row.getUUID("oldest");
            Duration age = oldest == null
                    ? Duration.ZERO
                    : Duration.between(
                            new MessageId(oldest).time(),
                            row.getOffsetDateTime("at").toInstant());
            return new Depth(Lane.at(row.getInteger("lane")), row.getLong("waiting"), age);
        }
    }

    public Future<List<Depth>> read() {
        return pool.query(READ)
                .execute()
                .map(rows -> rows.stream().map(Depth::of).toList());
    }
}
