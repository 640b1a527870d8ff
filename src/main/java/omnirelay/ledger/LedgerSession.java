package omnirelay.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's own connection, and the history it leads to. PostgreSQL's cluster and timeline are compared each time
 * it is opened: after a restore or a fail-over the numbers may mean other events than before, so a new epoch begins.
 */
final class LedgerSession {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSession.class);
    private static final String LIMIT = "2s";

    private static final String HEAD = """
            SELECT seq, epoch,
                   epoch = '' OR head.system_identifier <> cluster.system_identifier
                     OR head.timeline <> ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
                   AS another_history
            FROM feed_head AS head, pg_control_system() AS cluster
            FOR UPDATE OF head
            """;

    private static final String BEGIN_EPOCH = """
            UPDATE feed_head SET epoch = $1,
              system_identifier = (SELECT system_identifier FROM pg_control_system()),
              timeline = ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int
            """;

    private final PgConnection connection;
    private final String epoch;
    private final long head;

    private LedgerSession(PgConnection connection, String epoch, long head) {
        this.connection = connection;
        this.epoch = epoch;
        this.head = head;
    }

    static Future<LedgerSession> open(Vertx vertx, PgConnectOptions options) {
        PgConnectOptions limited = new PgConnectOptions(options)
                .setCachePreparedStatements(true)
                .setProperties(withLimits(options.getProperties()));
        return PgConnection.connect(vertx, limited)
                .map(connection -> connection.exceptionHandler(LedgerSession::told))
                .compose(connection -> begin(connection).onFailure(cause -> connection.close()));
    }

    /** What PostgreSQL says unasked comes before it ends the connection, which the next batch will notice. */
    private static void told(Throwable unasked) {
        LOG.debug("PostgreSQL says {}", unasked.getMessage());
    }

    private static Map<String, String> withLimits(Map<String, String> properties) {
        Map<String, String> limited = new HashMap<>(properties);
        limited.put("lock_timeout", LIMIT);
        limited.put("statement_timeout", LIMIT);
        limited.put("idle_in_transaction_session_timeout", LIMIT);
        return limited;
    }

    private static Future<LedgerSession> begin(PgConnection connection) {
        return connection
                .query("BEGIN ISOLATION LEVEL READ COMMITTED")
                .execute()
                .compose(begun -> connection.query(HEAD).execute())
                .compose(rows -> sameOrNewEpoch(connection, rows.iterator().next()))
                .compose(session -> connection.query("COMMIT").execute().map(session));
    }

    private static Future<LedgerSession> sameOrNewEpoch(PgConnection connection, Row row) {
        long head = row.getLong("seq");
        if (!row.getBoolean("another_history")) {
            return Future.succeededFuture(new LedgerSession(connection, row.getString("epoch"), head));
        }
        String epoch = UUID.randomUUID().toString().substring(0, 8);
        LOG.info("the log begins epoch {} at seq {}", epoch, head);
        return connection
                .preparedQuery(BEGIN_EPOCH)
                .execute(Tuple.of(epoch))
                .map(new LedgerSession(connection, epoch, head));
    }

    PgConnection connection() {
        return connection;
    }

    String epoch() {
        return epoch;
    }

    long head() {
        return head;
    }

    Future<Void> close() {
        return connection.close();
    }
}
