package omnirelay.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import omnirelay.message.MessageId;

/** Reads which messages TeleSign is to be asked about. Times are the database's. */
public final class LookUpReader {
    /** TeleSign knows a message for 12 hours (TeleSign's OpenAPI document, status look-up); the question takes its time. */
    private static final double KNOWN_SECONDS =
            Duration.ofHours(12).minusMinutes(1).toSeconds();

    private static final String DUE = """
            SELECT id, reference_id, looks,
                   $1 - extract(epoch FROM now() - coalesce(began_at, accepted_at))::float8 AS known_seconds
            FROM message
            WHERE look_up_at IS NOT NULL AND id <> ALL ($2)
              AND (look_up_at <= now() OR coalesce(began_at, accepted_at) < now() - make_interval(secs => $1))
            ORDER BY coalesce(began_at, accepted_at) LIMIT $3
            """;

    private static final String LAST_HEARD = """
            SELECT extract(epoch FROM now() - greatest(changed_at, looked_up_at))::float8 AS silent_seconds,
                   coalesce(began_at, accepted_at) > now() - make_interval(secs => $1) AS known
            FROM message WHERE id = $2
            """;

    private final Pool pool;

    public LookUpReader(Pool pool) {
        this.pool = pool;
    }

    /**
     * A message that is to be asked about.
     *
     * @param looks how many times it was asked about before
     * @param knownUntil when TeleSign forgets it, on {@link System#nanoTime}'s scale
     */
    public record Due(MessageId id, String referenceId, int looks, long knownUntil) {
        private static Due of(Row row, long asked) {
            return new Due(
                    new MessageId(row.getUUID("id")),
                    row.getString("reference_id"),
                    row.getInteger("looks"),
                    asked + (long) (row.getDouble("known_seconds") * TimeUnit.SECONDS.toNanos(1)));
        }

        /** Whether TeleSign does not know it any more by now. */
        public boolean tooLate() {
            return System.nanoTime() - knownUntil > 0;
        }
    }

    /**
     * How long ago something was last heard of a message.
     *
     * @param known TeleSign still knows it
     */
    public record Silence(Duration span, boolean known) {}

    /** The messages that are to be asked about now: first those of which TeleSign will not know much longer. */
    public Future<List<Due>> due(int most, Collection<MessageId> except) {
        long asked = System.nanoTime();
        UUID[] left = except.stream().map(MessageId::value).toArray(UUID[]::new);
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(KNOWN_SECONDS, left, most))
                .map(rows -> rows.stream().map(row -> Due.of(row, asked)).toList());
    }

    /** How long nothing has been heard of a message that exists, be it by itself or because TeleSign was asked. */
    public Future<Silence> silence(MessageId id) {
        return pool.preparedQuery(LAST_HEARD)
                .execute(Tuple.of(KNOWN_SECONDS, id.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Silence(
                        Duration.ofMillis(Math.round(row.getDouble("silent_seconds") * 1_000)),
                        row.getBoolean("known")));
    }
}
