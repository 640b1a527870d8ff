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
import omnirelay.message.Event;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.NumberedEvent.Facets;
import omnirelay.message.Outcome;
import org.jspecify.annotations.Nullable;

/** Reads the log where it is kept. Every answer is of one snapshot, its epoch included. */
final class EventReader {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final String PAGE = """
            SELECT (SELECT epoch FROM feed_head) AS epoch, seq, at, type, message_id, reference_id, external_id,
                   number_hash, channel, code, outcome, previous_code, previous_outcome, message_type, client, label,
                   country, body
            FROM event WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3
            """;

    private static final String BOUNDS = """
            SELECT epoch, seq, coalesce((SELECT min(seq) FROM event), seq + 1) AS lowest FROM feed_head
            """;

    private static final String HEAD = "SELECT epoch, seq FROM feed_head";

    private final Pool pool;

    /** Consecutive events of one history. */
    record Page(String epoch, List<NumberedEvent> events) {

        /** Whether the page begins right after that event; an empty one follows nothing. */
        boolean follows(long seq) {
            return !events.isEmpty() && events.get(0).seq() == seq + 1;
        }
    }

    EventReader(Pool pool) {
        this.pool = pool;
    }

    /** At most {@code max} events after {@code seq} up to {@code last}. */
    Future<Page> page(long seq, long last, int max) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(seq, last, max))
                .map(EventReader::pageOf)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    Future<LogBounds> bounds() {
        return one(BOUNDS).map(row -> new LogBounds(head(row), row.getLong("lowest")));
    }

    /** The head alone: the lowest number costs a look into every partition. */
    Future<LogHead> head() {
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
            events.add(event(row));
        }
        return new Page(epoch, events);
    }

    private static NumberedEvent event(Row row) {
        return new NumberedEvent(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                new Facets(
                        Event.Type.ofWire(row.getString("type")),
                        new MessageId(row.getUUID("message_id")),
                        row.getString("reference_id"),
                        row.getString("external_id"),
                        row.getString("number_hash"),
                        row.getString("channel"),
                        row.getInteger("code"),
                        outcome(row.getString("outcome")),
                        row.getInteger("previous_code"),
                        outcome(row.getString("previous_outcome")),
                        row.getString("message_type"),
                        row.getString("client"),
                        row.getString("label"),
                        row.getString("country")),
                row.getString("body"));
    }

    private static @Nullable Outcome outcome(@Nullable String wire) {
        return wire == null ? null : Outcome.ofWire(wire);
    }
}
