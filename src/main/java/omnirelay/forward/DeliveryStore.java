package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import omnirelay.forward.LogPage.Place;
import org.jspecify.annotations.Nullable;

/** The tables {@code delivery} and {@code attempt}: what is still to be told, and every try. */
final class DeliveryStore {
    /** What waits for an earlier one of its message need not be looked at before that is tried again. */
    private static final String ADD = """
            WITH moved AS (%s),
            fresh AS (
              SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::text[]) WITH ORDINALITY
                AS row (receiver, url, message_id, seq, cause, place)
              WHERE EXISTS (SELECT FROM moved)
            ),
            named AS (
              INSERT INTO receiver (name) SELECT DISTINCT receiver FROM fresh
              ON CONFLICT (name) DO UPDATE SET told_at = EXCLUDED.told_at
              WHERE receiver.told_at < EXCLUDED.told_at - interval '1 hour'
            )
            INSERT INTO delivery (receiver, url, message_id, seq, cause, next_at)
            SELECT receiver, url, message_id, seq, cause,
                   greatest(now(), (SELECT max(d.next_at) FROM delivery d
                                    WHERE d.receiver = fresh.receiver AND d.message_id = fresh.message_id))
            FROM fresh ORDER BY place
            """;

    /** Nothing happens where another node has looked through that page meanwhile. */
    private static final String ADVANCE = ADD.formatted(
            "UPDATE forwarding SET seq = $6, position = $7 WHERE seq = $8 AND position = $9 RETURNING seq");

    private static final String ADD_AGAIN = ADD.formatted("SELECT");

    /** $6 the seconds until the next try; null where there is none. What waits behind follows suit. */
    private static final String SETTLE = """
            WITH tried AS (
              SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::integer[], $4::integer[], $5::text[], $6::float8[])
                AS row (number, at, took_ms, status, trouble, pause)
            ),
            gone AS (
              DELETE FROM delivery d USING tried t WHERE d.number = t.number AND t.pause IS NULL
              RETURNING d.number, d.receiver, d.message_id, d.seq, d.tries + 1 AS try, NULL::timestamptz AS next_at
            ),
            again AS (
              UPDATE delivery d SET tries = d.tries + 1, next_at = now() + make_interval(secs => t.pause)
              FROM tried t WHERE d.number = t.number AND t.pause IS NOT NULL
              RETURNING d.number, d.receiver, d.message_id, d.seq, d.tries AS try, d.next_at
            ),
            settled AS (SELECT * FROM gone UNION ALL SELECT * FROM again),
            behind AS (
              UPDATE delivery d SET next_at = coalesce(s.next_at, now()) FROM settled s
              WHERE d.receiver = s.receiver AND d.message_id = s.message_id AND d.number > s.number
            )
            INSERT INTO attempt (receiver, message_id, seq, try, at, took_ms, status, trouble, next_at)
            SELECT s.receiver, s.message_id, s.seq, s.try, t.at, t.took_ms, t.status, t.trouble, s.next_at
            FROM settled s JOIN tried t USING (number) ORDER BY t.at
            """;

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    /** Adds deliveries behind all there are. */
    Future<Void> add(List<Fresh> fresh) {
        return pool.preparedQuery(ADD_AGAIN).execute(tuple(fresh)).mapEmpty();
    }

    /** Adds what a page of the log brought, and notes that it has been looked through. */
    Future<Void> advance(LogPage page, List<Fresh> fresh) {
        Place from = page.from();
        Place to = page.to();
        Tuple tuple = tuple(fresh)
                .addLong(to.seq())
                .addLong(to.position())
                .addLong(from.seq())
                .addLong(from.position());
        return pool.preparedQuery(ADVANCE).execute(tuple).mapEmpty();
    }

    private static Tuple tuple(List<Fresh> fresh) {
        return Tuple.tuple()
                .addValue(texts(
                        fresh.stream().map(each -> each.target().receiver()).toList()))
                .addValue(texts(fresh.stream().map(each -> each.target().url()).toList()))
                .addValue(fresh.stream().map(each -> each.message().value()).toArray(UUID[]::new))
                .addValue(fresh.stream().map(Fresh::seq).toArray(Long[]::new))
                .addValue(fresh.stream().map(Fresh::cause).toArray(String[]::new));
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    /** Notes tries of different messages, and what follows from each. */
    Future<Void> settle(List<Attempt> attempts) {
        Tuple tuple = Tuple.tuple()
                .addValue(attempts.stream().map(Attempt::number).toArray(Long[]::new))
                .addValue(attempts.stream()
                        .map(each -> each.at().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addValue(attempts.stream()
                        .map(each -> (int) each.took().toMillis())
                        .toArray(Integer[]::new))
                .addValue(attempts.stream().map(Attempt::status).toArray(Integer[]::new))
                .addValue(attempts.stream().map(Attempt::trouble).toArray(String[]::new))
                .addValue(attempts.stream().map(each -> seconds(each.next())).toArray(Double[]::new));
        return pool.preparedQuery(SETTLE).execute(tuple).mapEmpty();
    }

    private static @Nullable Double seconds(@Nullable Duration pause) {
        return pause == null ? null : pause.toMillis() / 1e3;
    }
}
