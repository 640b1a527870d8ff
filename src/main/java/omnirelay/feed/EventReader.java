package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import omnirelay.message.NumberedEvent;

/** The log in the table {@code event}. */
final class EventReader implements KeptEvents {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String PAGE = """
            SELECT (SELECT epoch FROM feed_head) AS epoch, %s
            FROM event WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3
            """.formatted(EventRow.COLUMNS);

    private static final String BOUNDS = """
            SELECT epoch, seq, coalesce((SELECT min(seq) FROM event), seq + 1) AS lowest FROM feed_head
            """;

    private static final String HEAD = "SELECT epoch, seq FROM feed_head";

    private final Pool pool;

    EventReader(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<Page> page(long seq, long last, int max) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(seq, last, max))
                .map(EventReader::pageOf)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Future<LogBounds> bounds() {
        return one(BOUNDS).map(row -> new LogBounds(head(row), row.getLong("lowest")));
    }

    /** Without the lowest number, which takes a look into every partition. */
    @Override
    public Future<LogHead> head() {
        return one(HEAD).map(EventReader::head);
    }

    private Future<Row> one(String sql) {
        return pool.preparedQuery(sql)
                .execute()
                .map(rows -> rows.iterator().next())
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static LogHead head(Row row) {
        return new LogHead(row.getString("epoch"), row.getLong("seq"));
    }

    private static Page pageOf(RowSet<Row> rows) {
        List<NumberedEvent> events = new ArrayList<>(rows.size());
        String epoch = "";
        for (Row row : rows) {
            epoch = row.getString("epoch");
            events.add(EventRow.read(row));
        }
        return new Page(epoch, events);
    }
}
