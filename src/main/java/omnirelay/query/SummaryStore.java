package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import omnirelay.message.Counted;
import omnirelay.query.Snapshots.Snapshot;

/** Reads the counts that the ledger keeps by the hour; no message is looked at. */
public final class SummaryStore {
    private static final String ASKED = """
            hour >= $1 AND hour < $2
              AND ($3::text[] IS NULL OR message_type = ANY ($3))
              AND ($4::text[] IS NULL OR client = ANY ($4))
              AND ($5::text[] IS NULL OR label = ANY ($5))
              AND ($6::text[] IS NULL OR country = ANY ($6))
            """;
    private static final String SHOWN = """
            SELECT date_trunc($7, hour, 'UTC') AS step, send, code, outcome, double_delivery, sum(messages)::bigint AS messages
            FROM message_count WHERE %s GROUP BY 1, 2, 3, 4, 5 HAVING sum(messages) > 0 ORDER BY 1, 2, 3
            """.formatted(ASKED);
    private static final String ON_CHANNELS = """
            SELECT date_trunc($7, hour, 'UTC') AS step, channel, outcome, sum(messages)::bigint AS messages
            FROM channel_count WHERE %s GROUP BY 1, 2, 3 HAVING sum(messages) > 0 ORDER BY 1, 2, 3
            """.formatted(ASKED);
    private static final String ARRIVED = """
            SELECT channel, bucket, sum(messages)::bigint AS messages
            FROM arrival_count WHERE %s GROUP BY 1, 2 HAVING sum(messages) > 0 ORDER BY 1, 2
            """.formatted(ASKED);
    private static final String SINCE = "SELECT counted_since FROM feed_head";

    private final Snapshots snapshots;

    public SummaryStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * All figures of one span.
     *
     * @param since messages accepted before are not counted
     */
    record Figures(Instant since, List<Shown> shown, List<OnChannel> channels, List<Arrived> arrived) {}

    /** Messages of one step of time that show this now. */
    record Shown(Instant step, String send, int code, String outcome, boolean doubleDelivery, long messages) {
        private static Shown of(Row row) {
            return new Shown(
                    row.getOffsetDateTime("step").toInstant(),
                    row.getString("send"),
                    row.getInteger("code"),
                    row.getString("outcome"),
                    row.getBoolean("double_delivery"),
                    row.getLong("messages"));
        }
    }

    /** Messages of one step of time that show this on a channel now. */
    record OnChannel(Instant step, String channel, String outcome, long messages) {
        private static OnChannel of(Row row) {
            return new OnChannel(
                    row.getOffsetDateTime("step").toInstant(),
                    row.getString("channel"),
                    row.getString("outcome"),
                    row.getLong("messages"));
        }
    }

    /**
     * Messages that arrived on a channel.
     *
     * @param within how long after they were accepted: less than this, by a fifth of it at most
     */
    record Arrived(String channel, Duration within, long messages) {
        private static Arrived of(Row row) {
            return new Arrived(
                    row.getString("channel"), Counted.end(row.getInteger("bucket")), row.getLong("messages"));
        }
    }

    Future<Snapshot<Figures>> read(SummaryFilter filter) {
        return snapshots.read(connection -> figures(connection, filter));
    }

    private static Future<Figures> figures(SqlConnection connection, SummaryFilter filter) {
        Tuple byStep = filter.values().addString(filter.step());
        Future<Instant> since = connection
                .preparedQuery(SINCE)
                .execute()
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant());
        Future<List<Shown>> shown = each(connection, SHOWN, byStep, Shown::of);
        Future<List<OnChannel>> channels = each(connection, ON_CHANNELS, byStep, OnChannel::of);
        Future<List<Arrived>> arrived = each(connection, ARRIVED, filter.values(), Arrived::of);
        return Future.all(since, shown, channels, arrived)
                .map(all -> new Figures(since.result(), shown.result(), channels.result(), arrived.result()));
    }

    private static <T> Future<List<T>> each(SqlConnection connection, String sql, Tuple values, Function<Row, T> read) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(read).toList());
    }
}
