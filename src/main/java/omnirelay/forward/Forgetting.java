package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up what could not be told within a day, and drops tries, and receivers, that nobody asks about any more. After an
 * outage of a day everything is too old at once: so that is ended together rather than by one more try each.
 */
final class Forgetting {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 5_000;

    /** Receiver by receiver along the index. What waits behind is due. */
    private static final String GIVE_UP = """
            WITH RECURSIVE pending (receiver, since) AS (
              (SELECT receiver, since FROM delivery ORDER BY receiver, since LIMIT 1)
              UNION ALL
              SELECT next.* FROM pending CROSS JOIN LATERAL (
                SELECT receiver, since FROM delivery WHERE receiver > pending.receiver
                ORDER BY receiver, since LIMIT 1
              ) next
            ),
            old AS (
              SELECT d.number FROM pending CROSS JOIN LATERAL (
                SELECT number FROM delivery
                WHERE receiver = pending.receiver AND since < now() - make_interval(secs => $1) AND number <> ALL ($2)
                ORDER BY since, number LIMIT $3
              ) d
              WHERE pending.since < now() - make_interval(secs => $1)
              LIMIT $3
            ),
            gone AS (DELETE FROM delivery d USING old WHERE d.number = old.number RETURNING d.*),
            behind AS (
              UPDATE delivery d SET next_at = now() FROM gone
              WHERE d.receiver = gone.receiver AND d.message_id = gone.message_id AND d.number > gone.number
                AND d.number NOT IN (SELECT number FROM old)
            )
            INSERT INTO attempt (receiver, message_id, seq, try, at, took_ms, trouble)
            SELECT receiver, message_id, seq, tries + 1, now(), 0, 'given up after 24 h' FROM gone ORDER BY number
            """;

    private static final String FORGET = """
            WITH old AS (DELETE FROM attempt WHERE at < now() - interval '7 days')
            DELETE FROM receiver r WHERE told_at < now() - interval '7 days'
              AND NOT EXISTS (SELECT FROM delivery d WHERE d.receiver = r.name)
            """;

    private final Pool pool;
    private final Duration givenUpAfter;
    private long nextNanos = System.nanoTime();

    Forgetting(Pool pool, Duration givenUpAfter) {
        this.pool = pool;
        this.givenUpAfter = givenUpAfter;
    }

    /**
     * Does so if it is time to. When it succeeds nothing is left that is too old to be told.
     *
     * @param underWay the numbers of deliveries that are being made, whose tries count as any other
     */
    Future<Void> inTime(Set<Long> underWay) {
        if (System.nanoTime() - nextNanos < 0) {
            return Future.succeededFuture();
        }
        return giveUp(underWay.toArray(Long[]::new), 0)
                .compose(all -> pool.query(FORGET).execute())
                .onSuccess(forgotten -> nextNanos = System.nanoTime() + EVERY.toNanos())
                .mapEmpty();
    }

    private Future<Void> giveUp(Long[] underWay, int before) {
        return pool.preparedQuery(GIVE_UP)
                .execute(Tuple.tuple()
                        .addDouble(givenUpAfter.toMillis() / 1e3)
                        .addValue(underWay)
                        .addInteger(AT_ONCE))
                .compose(given -> {
                    int all = before + given.rowCount();
                    return given.rowCount() == AT_ONCE ? giveUp(underWay, all) : said(all);
                });
    }

    private static Future<Void> said(int givenUp) {
        if (givenUp > 0) {
            LOG.warn("{} deliveries were given up, as they could not be made within 24 h", givenUp);
        }
        return Future.succeededFuture();
    }
}
