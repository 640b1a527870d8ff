package omnirelay.storage;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out whether the database takes writes, by one that is rolled back. */
public final class WriteProbe implements Supplier<Future<Optional<String>>> {
    /** Into a table that nobody waits for: the ledger's head is locked by every batch. */
    private static final String WRITE = """
            INSERT INTO session (token_hash, person, password_digest, roles, expires_at)
            VALUES ('probe-' || gen_random_uuid(), '', '', '{}', now())
            """;

    private final Pool pool;

    public WriteProbe(Pool pool) {
        this.pool = pool;
    }

    /** Why it does not, for anybody to read; empty where it does. */
    @Override
    public Future<Optional<String>> get() {
        return pool.withConnection(WriteProbe::write)
                .map(done -> Optional.<String>empty())
                .recover(failure -> Future.succeededFuture(Optional.of(said(failure))));
    }

    private static Future<?> write(SqlConnection connection) {
        return connection
                .begin()
                .compose(transaction -> connection.query(WRITE).execute().eventually(transaction::rollback));
    }

    private static String said(Throwable failure) {
        return failure instanceof PgException refusal
                ? "refuses writes (SQLSTATE " + refusal.getSqlState() + ")"
                : "is away or out of connections";
    }
}
