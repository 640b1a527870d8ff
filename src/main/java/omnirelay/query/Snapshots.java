package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import omnirelay.http.Problem;

/**
 * Reads the database and the feed's head in one snapshot, so that what was read and the events after it fit together
 * without gap or overlap.
 */
public final class Snapshots {
    private static final Duration LIMIT = Duration.ofSeconds(7);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String QUERY_CANCELED = "57014";

    // Custom plans: which filters are given, and how selective they are, differs from request to request.
    private static final String BEGIN = """
            BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
            SET LOCAL statement_timeout = '5s';
            SET LOCAL plan_cache_mode = force_custom_plan
            """;
    private static final String HEAD = "SELECT epoch, seq, now() AS at FROM feed_head";

    private final Pool pool;

    public Snapshots(Pool pool) {
        this.pool = pool;
    }

    /** What was read, and where. */
    record Snapshot<T>(AsOf asOf, T value) {}

    /** Statements are sent without waiting for the answers to those before them. */
    <T> Future<Snapshot<T>> read(Function<SqlConnection, Future<T>> reading) {
        return pool.withConnection(connection -> within(connection, reading))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(told(failure)));
    }

    private static <T> Future<Snapshot<T>> within(
            SqlConnection connection, Function<SqlConnection, Future<T>> reading) {
        Future<?> begun = connection.query(BEGIN).execute();
        Future<AsOf> head = connection
                .preparedQuery(HEAD)
                .execute()
                .map(rows -> asOf(rows.iterator().next()));
        // Also what the reading throws must not leave the connection in its transaction.
        Future<T> value = Future.succeededFuture(connection).compose(reading);
        // After a failed statement COMMIT rolls back, which for reading is the same.
        return Future.all(begun, head, value)
                .map(all -> new Snapshot<>(head.result(), value.result()))
                .eventually(() -> connection.query("COMMIT").execute());
    }

    private static AsOf asOf(Row row) {
        return new AsOf(
                row.getString("epoch"),
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static Throwable told(Throwable failure) {
        boolean slow = failure instanceof TimeoutException
                || (failure instanceof PgException refused && QUERY_CANCELED.equals(refused.getSqlState()));
        if (slow) {
            return Problem.later(
                            503,
                            RETRY_AFTER,
                            "Reading took too long. Ask for a shorter time with from and to, or for fewer messages.")
                    .causedBy(failure);
        }
        return failure;
    }
}
