package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/** What is shown of receivers. */
final class ReceiverStore {
    private static final int RECEIVERS_MAX = 1_000;

    /** Counting stops where the number says no more than "many". */
    private static final String STANDS = """
            SELECT r.name,
                   (SELECT count(*) FROM (SELECT FROM delivery d WHERE d.receiver = r.name LIMIT 10000) p) AS pending,
                   (SELECT d.since FROM delivery d WHERE d.receiver = r.name ORDER BY d.since LIMIT 1) AS oldest,
                   a.at, a.status, a.trouble
            FROM receiver r LEFT JOIN LATERAL (
              SELECT at, status, trouble FROM attempt WHERE receiver = r.name ORDER BY number DESC LIMIT 1
            ) a ON true
            ORDER BY r.told_at DESC LIMIT $1
            """;

    private static final String ATTEMPTS = """
            SELECT number, message_id, seq, try, at, took_ms, status, trouble, next_at FROM attempt
            WHERE receiver = $1 AND number < $2 ORDER BY number DESC LIMIT $3
            """;

    private static final String KNOWS = "SELECT FROM receiver WHERE name = $1";

    private final Pool pool;

    ReceiverStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * How a receiver stands.
     *
     * @param pending deliveries that it has not taken, at most 10,000
     * @param oldest since when the first of those is to be made; null where there is none
     * @param last the last try; null where there was none
     */
    record Stand(
            String receiver,
            long pending,
            @Nullable Instant oldest,
            @Nullable Outcome last) {}

    /** How a try ended. */
    record Outcome(
            Instant at, @Nullable Integer status, @Nullable String trouble) {}

    /** One try as it is kept. */
    record Kept(
            long number,
            MessageId message,
            long seq,
            int tryNumber,
            int tookMillis,
            Outcome outcome,
            @Nullable Instant next) {}

    /** Those that were told something, the last told first. */
    Future<List<Stand>> stands() {
        return pool.preparedQuery(STANDS)
                .execute(Tuple.of(RECEIVERS_MAX))
                .map(rows -> rows.stream().map(ReceiverStore::stand).toList());
    }

    /** Whether it was ever told something, as far as is still known. */
    Future<Boolean> knows(String receiver) {
        return pool.preparedQuery(KNOWS).execute(Tuple.of(receiver)).map(rows -> rows.size() == 1);
    }

    private static Stand stand(Row row) {
        Outcome last = row.getOffsetDateTime("at") == null ? null : outcome(row);
        return new Stand(row.getString("name"), row.getLong("pending"), instant(row, "oldest"), last);
    }

    /** Tries to tell a receiver, the last first, with numbers below {@code before}. */
    Future<List<Kept>> attempts(String receiver, long before, int most) {
        return pool.preparedQuery(ATTEMPTS)
                .execute(Tuple.of(receiver, before, most))
                .map(rows -> rows.stream().map(ReceiverStore::kept).toList());
    }

    private static Kept kept(Row row) {
        UUID message = row.getUUID("message_id");
        return new Kept(
                row.getLong("number"),
                new MessageId(message),
                row.getLong("seq"),
                row.getInteger("try"),
                row.getInteger("took_ms"),
                outcome(row),
                instant(row, "next_at"));
    }

    private static Outcome outcome(Row row) {
        return new Outcome(row.getOffsetDateTime("at").toInstant(), row.getInteger("status"), row.getString("trouble"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column) == null
                ? null
                : row.getOffsetDateTime(column).toInstant();
    }
}
