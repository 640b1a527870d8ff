package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import omnirelay.feed.EventRow;
import omnirelay.forward.LogPage.LoggedCallback;
import omnirelay.forward.LogPage.LoggedEvent;
import omnirelay.forward.LogPage.Place;
import omnirelay.message.MessageId;

/** Reads both logs a page at a time: events, and callbacks, of which some caused no event. */
final class LogReader {
    private static final int PAGE = 500;

    private static final String STAND = """
            SELECT f.seq, f.position, h.seq AS head, h.epoch,
                   coalesce((SELECT max(position) FROM callback), 0) > f.position AS more_callbacks
            FROM forwarding f, feed_head h
            """;

    private static final String EVENTS = """
            SELECT %s, cause, m.callback_url, m.id_given
            FROM event
            LEFT JOIN (SELECT id AS known_id, callback_url, id_given FROM message) m ON m.known_id = message_id
            WHERE seq > $1 AND seq <= $2 ORDER BY seq
            """.formatted(EventRow.COLUMNS);

    private static final String CALLBACKS = """
            SELECT c.position, c.seq, c.message_id, c.hash, m.client, m.callback_url
            FROM callback c LEFT JOIN message m ON c.concerns AND m.id = c.message_id
            WHERE c.position > $1 AND c.seq <= $2 ORDER BY c.position LIMIT $3
            """;

    private static final String EVENTS_OF_ONE = EVENTS.replace("seq > $1 AND seq <= $2", "message_id = $1");

    private static final String CALLBACKS_OF_ONE = CALLBACKS.replace(
            "c.position > $1 AND c.seq <= $2 ORDER BY c.position LIMIT $3",
            "c.message_id = $1 AND c.position IS NOT NULL ORDER BY c.position");

    private static final String POSITION_BEHIND =
            "SELECT coalesce(min(position) - 1, (SELECT position FROM forwarding)) AS position FROM callback WHERE seq > $1";

    /** From the end: what follows is replayed, so it is no more to look at than there is to do. */
    private static final String BEFORE = "SELECT seq FROM event WHERE at < $1 ORDER BY seq DESC LIMIT 1";

    private final Pool pool;

    LogReader(Pool pool) {
        this.pool = pool;
    }

    /**
     * How far the logs go, and how far they have been looked through.
     *
     * @param moreCallbacks whether one is kept that has not been looked at
     */
    record Stand(Place reached, long head, String epoch, boolean moreCallbacks) {
        boolean anythingNew() {
            return head > reached.seq() || moreCallbacks;
        }
    }

    Future<Stand> stand() {
        return pool.preparedQuery(STAND).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Stand(
                    new Place(row.getLong("seq"), row.getLong("position")),
                    row.getLong("head"),
                    row.getString("epoch"),
                    row.getBoolean("more_callbacks"));
        });
    }

    /** What follows, up to event {@code head} at most: all of that is there to be read. */
    Future<LogPage> page(Place from, long head) {
        long bound = Math.min(head, from.seq() + PAGE);
        Future<List<LoggedEvent>> events = each(EVENTS, Tuple.of(from.seq(), bound), LogReader::event);
        Future<List<LoggedCallback>> callbacks =
                each(CALLBACKS, Tuple.of(from.position(), bound, PAGE), LogReader::callback);
        return Future.all(events, callbacks).map(read -> cut(from, head, bound, events.result(), callbacks.result()));
    }

    /** The position of the last callback that stands up to event {@code seq}. */
    Future<Long> positionBehind(long seq) {
        return pool.preparedQuery(POSITION_BEHIND)
                .execute(Tuple.of(seq))
                .map(rows -> rows.iterator().next().getLong("position"));
    }

    /** The last event before a time; 0 where there is none. */
    Future<Long> lastBefore(Instant time) {
        return pool.preparedQuery(BEFORE)
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() == 0 ? 0 : rows.iterator().next().getLong("seq"));
    }

    /** All of one message. */
    Future<LogPage> of(MessageId message) {
        Place nowhere = new Place(0, 0);
        Tuple id = Tuple.of(message.value());
        Future<List<LoggedEvent>> events = each(EVENTS_OF_ONE, id, LogReader::event);
        Future<List<LoggedCallback>> callbacks = each(CALLBACKS_OF_ONE, id, LogReader::callback);
        return Future.all(events, callbacks)
                .map(read -> new LogPage(nowhere, nowhere, true, events.result(), callbacks.result()));
    }

    private <T> Future<List<T>> each(String sql, Tuple tuple, Function<Row, T> meaning) {
        return pool.preparedQuery(sql)
                .execute(tuple)
                .map(rows -> rows.stream().map(meaning).toList());
    }

    /** An empty page ends both logs where its bound is. */
    private static LogPage cut(
            Place from, long head, long bound, List<LoggedEvent> events, List<LoggedCallback> callbacks) {
        boolean full = callbacks.size() == PAGE;
        long seq = full ? callbacks.get(PAGE - 1).seq() : bound < head ? beforeTheCut(events, bound) : bound;
        List<LoggedEvent> kept =
                events.stream().filter(event -> event.event().seq() <= seq).toList();
        List<LoggedCallback> keptCallbacks =
                callbacks.stream().filter(callback -> callback.seq() <= seq).toList();
        long position = keptCallbacks.isEmpty()
                ? from.position()
                : keptCallbacks.get(keptCallbacks.size() - 1).position();
        return new LogPage(from, new Place(seq, position), !full && seq == head, kept, keptCallbacks);
    }

    /** Behind the bound there may be more of what the last event's cause caused. */
    private static long beforeTheCut(List<LoggedEvent> events, long bound) {
        String cause = events.isEmpty() ? null : events.get(events.size() - 1).cause();
        return events.stream()
                .filter(event -> cause != null && Objects.equals(event.cause(), cause))
                .mapToLong(event -> event.event().seq() - 1)
                .filter(seq -> seq >= events.get(0).event().seq())
                .findFirst()
                .orElse(bound);
    }

    private static LoggedEvent event(Row row) {
        return new LoggedEvent(
                EventRow.read(row),
                row.getString("cause"),
                row.getString("callback_url"),
                Boolean.TRUE.equals(row.getBoolean("id_given")));
    }

    private static LoggedCallback callback(Row row) {
        return new LoggedCallback(
                row.getLong("position"),
                row.getLong("seq"),
                new MessageId(row.getUUID("message_id")),
                row.getString("hash"),
                row.getString("client"),
                row.getString("callback_url"));
    }
}
