package omnirelay.storage;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * What one node at a time does for all of them. The database's clock decides when a lease ends, so it does not matter
 * what a node thinks of the time.
 */
public final class Leases {
    private static final String TAKE = """
            INSERT INTO lease (name, node, until) VALUES ($1, $2, now() + make_interval(secs => $3))
            ON CONFLICT (name) DO UPDATE SET node = EXCLUDED.node, until = EXCLUDED.until
            WHERE lease.node = EXCLUDED.node OR lease.until < now()
            """;

    private static final String RELEASE = "DELETE FROM lease WHERE name = $1 AND node = $2";

    private final Pool pool;
    private final String node;

    /** @param node names this relay among those that share the database */
    public Leases(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    /**
     * Takes a lease that nobody holds, or prolongs one's own. A node that stood still for longer than {@code span} may
     * have lost it meanwhile: whoever acts on a lease measures {@code span} from before it asked.
     *
     * @return whether this node holds it for {@code span} from now on
     */
    public Future<Boolean> take(String name, Duration span) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(name, node, span.toMillis() / 1e3))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Gives a lease up, so that another node need not wait for its end. */
    public Future<Void> release(String name) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(name, node)).mapEmpty();
    }
}
