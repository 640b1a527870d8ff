package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/** Measures what is still to be told, whichever node does it. */
public final class Backlog {
    private static final String OTHERS = "by request";

    private static final String READ = """
            SELECT known.name, coalesce(behind.pending, 0) AS pending,
                   coalesce(extract(epoch FROM now() - behind.oldest), 0)::float8 AS age
            FROM unnest($1::text[] || $2::text) AS known (name) LEFT JOIN (
              SELECT CASE WHEN receiver = ANY ($1) THEN receiver ELSE $2 END AS name,
                     sum(pending) AS pending, min(oldest) AS oldest
              FROM (SELECT receiver, count(*) AS pending, min(since) AS oldest FROM delivery GROUP BY receiver) d
              GROUP BY 1
            ) behind USING (name)
            """;

    private final Pool pool;
    private final Receivers receivers;

    Backlog(Pool pool, Receivers receivers) {
        this.pool = pool;
        this.receivers = receivers;
    }

    /**
     * How far a receiver is behind.
     *
     * @param receiver its name, if the configuration gives its address, else {@code by request}: what it cannot be called
     * @param oldest how long the one that came first has been pending; zero where none is
     */
    public record Behind(String receiver, long pending, Duration oldest) {
        private static Behind of(Row row) {
            return new Behind(row.getString("name"), row.getLong("pending"), Duration.ofMillis((long)
                    (row.getDouble("age") * 1_000)));
        }
    }

    /** One for each receiver of the configuration, and one for all others together. */
    public Future<List<Behind>> read() {
        return pool.preparedQuery(READ)
                .execute(Tuple.tuple()
                        .addValue(receivers.configured().toArray(String[]::new))
                        .addString(OTHERS))
                .map(rows -> rows.stream().map(Behind::of).toList());
    }
}
