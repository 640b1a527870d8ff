package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import omnirelay.message.TelesignLink;
import org.jspecify.annotations.Nullable;

/** Reads what tells how TeleSign's way to us stands, from what the ledger wrote: so it is the same on every node. */
final class TelesignLinkStore {
    /** Of fewer reports nothing can be said. */
    private static final int ENOUGH = 20;

    /**
     * A report is awaited of each message that TeleSign took after its last one, also where asking has told since; and,
     * once it has been quiet for a while, of those that should have told more by now. TeleSign forgets after 12 hours.
     */
    private static final String STAND = """
            SELECT now() AS at, last.at AS last_report,
                   coalesce(
                     (SELECT began_at FROM message
                      WHERE id >= uuid_floor(greatest(last.at, now() - interval '12 hours')) AND sent_here AND send = 'sent'
                        AND alias_of IS NULL AND (last.at IS NULL OR began_at > last.at)
                      ORDER BY id LIMIT 1),
                     CASE WHEN last.at < now() - interval '15 s' AND EXISTS (SELECT FROM message WHERE %s)
                     THEN last.at END) AS awaited_since
            FROM (SELECT max(received_at) AS at FROM callback) AS last
            """.formatted(MessageRows.OVERDUE_SQL);

    /** How long the last reports were awaited: since the one before, or since their message was sent if that was later. */
    private static final String USUAL = """
            SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY wait) AS wait FROM (
              SELECT (extract(epoch FROM received_at - greatest(before, began_at)) * 1000)::bigint AS wait FROM (
                SELECT received_at, message_id, lag(received_at) OVER (ORDER BY received_at) AS before FROM (
                  SELECT received_at, message_id FROM callback
                  WHERE received_at > now() - interval '7 days' ORDER BY received_at DESC LIMIT 500) AS latest) AS reports
              JOIN message ON message.id = message_id AND sent_here AND began_at IS NOT NULL) AS waits
            HAVING count(*) >= $1
            """;

    private final Pool pool;

    TelesignLinkStore(Pool pool) {
        this.pool = pool;
    }

    Future<TelesignLink> read(@Nullable Duration usual) {
        return pool.preparedQuery(STAND).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new TelesignLink(
                    row.getOffsetDateTime("at").toInstant(),
                    MessageRows.instant(row.getOffsetDateTime("last_report")),
                    MessageRows.instant(row.getOffsetDateTime("awaited_since")),
                    usual);
        });
    }

    /** The time within which nine of ten came; null where too few came to tell. */
    Future<@Nullable Duration> usual() {
        return pool.preparedQuery(USUAL).execute(Tuple.of(ENOUGH)).map(rows -> {
            for (Row row : rows) {
                return Duration.ofMillis(Math.max(0, row.getLong("wait")));
            }
            return null;
        });
    }
}
