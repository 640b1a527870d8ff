package omnirelay.guard;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The table {@code hold}. */
public final class HoldStore {
    private static final String COLUMNS = """
            id, message_type, client, country, label, who, why, since, released_by, released_at,
            (SELECT count(*) FROM held WHERE held.hold_id = hold.id) AS waiting
            """;

    private static final String PLACE = """
            INSERT INTO hold (message_type, client, country, label, who, why) VALUES ($1, $2, $3, $4, $5, $6)
            RETURNING id
            """;

    /** A statement of its own: the one that places a hold does not see what that holds. */
    private static final String FIND = "SELECT %s FROM hold WHERE id = $1".formatted(COLUMNS);

    /** One that was released before stays as it was. */
    private static final String RELEASE = """
            UPDATE hold SET released_at = coalesce(released_at, now()), released_by = coalesce(released_by, $2)
            WHERE id = $1 RETURNING %s
            """.formatted(COLUMNS);

    private static final String LIST =
            "SELECT %s FROM hold WHERE released_at IS NULL ORDER BY id DESC".formatted(COLUMNS);

    private static final String KINDS =
            "SELECT message_type, client, country, label FROM hold WHERE released_at IS NULL";

    /** A connection that fell silent must not end the looking. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final Pool pool;

    public HoldStore(Pool pool) {
        this.pool = pool;
    }

    Future<Hold> place(Kind kind, String who, String why) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(kind.messageType(), kind.client(), kind.country(), kind.label(), who, why))
                .map(rows -> rows.iterator().next().getLong("id"))
                .compose(id -> pool.preparedQuery(FIND).execute(Tuple.of(id)))
                .map(rows -> hold(rows.iterator().next()));
    }

    /** Empty where there is none with this id. */
    Future<Optional<Hold>> release(long id, String who) {
        return pool.preparedQuery(RELEASE)
                .execute(Tuple.of(id, who))
                .map(rows -> all(rows).stream().findFirst());
    }

    /** Those that are good, the newest first. */
    Future<List<Hold>> list() {
        return pool.preparedQuery(LIST).execute().map(HoldStore::all);
    }

    /** What is held, without counting what waits. */
    public Future<List<Kind>> kinds() {
        return pool.preparedQuery(KINDS)
                .execute()
                .map(rows -> rows.stream().map(HoldStore::kind).toList())
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static List<Hold> all(RowSet<Row> rows) {
        return rows.stream().map(HoldStore::hold).toList();
    }

    private static Hold hold(Row row) {
        OffsetDateTime releasedAt = row.getOffsetDateTime("released_at");
        return new Hold(
                row.getLong("id"),
                kind(row),
                row.getString("who"),
                row.getString("why"),
                row.getOffsetDateTime("since").toInstant(),
                row.getLong("waiting"),
                row.getString("released_by"),
                releasedAt == null ? null : releasedAt.toInstant());
    }

    private static Kind kind(Row row) {
        return new Kind(
                row.getString("message_type"),
                row.getString("client"),
                row.getString("country"),
                row.getString("label"));
    }
}
