package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Counts the messages of the last day that are still in progress. */
public final class Outstanding {
    /** By the channel that TeleSign spoke of last; before it has spoken, the first one planned. */
    private static final String COUNT = """
            SELECT coalesce(message_type, 'unknown') AS message_type,
                   coalesce((SELECT report.channel FROM report
                             WHERE report.message_id = message.id AND report.channel <> ''
                             ORDER BY arrived_at DESC, position DESC LIMIT 1),
                            channels[1], 'unknown') AS channel,
                   count(*) AS messages
            FROM message
            WHERE outcome = 'in_progress' AND alias_of IS NULL
              AND id >= uuid_floor(now() - interval '24 hours')
            GROUP BY 1, 2
            """;

    private final Pool pool;

    public Outstanding(Pool pool) {
        this.pool = pool;
    }

    /** How many messages of a type are under way on a channel. */
    public record Count(String messageType, String channel, long messages) {
        private static Count of(Row row) {
            return new Count(row.getString("message_type"), row.getString("channel"), row.getLong("messages"));
        }
    }

    public Future<List<Count>> read() {
        return pool.query(COUNT)
                .execute()
                .map(rows -> rows.stream().map(Count::of).toList());
    }
}
