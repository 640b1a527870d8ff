package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;

/**
 * The table {@code queue}, as far as the ledger does not write it: which node takes up what waits there. A node leaves
 * alone what another has claimed until the claim is over; that is no more than politeness, as the ledger decides who
 * sends. Rows are only ever locked without waiting, so that nobody here stands in the ledger's way.
 */
public final class CommandQueue {
    private static final double CLAIM_SECONDS = 10;
    private static final int MOST = 500;

    /**
     * The marks' commands are taken by ranges of one mark each: then only the index that begins with the marks gives their
     * order, and PostgreSQL cannot choose to go through all commands for it. The first 200 of a mark are looked at, which
     * leaves enough where other nodes claim at the same time.
     */
    private static final String CLAIM = """
            UPDATE queue SET claimed_by = $1, claimed_until = now() + make_interval(secs => $2)
            WHERE message_id = ANY (ARRAY(
              SELECT next.message_id
              FROM unnest($3::integer[], $4::integer[]) AS wanted (lane, most)
              CROSS JOIN LATERAL (
                SELECT free.message_id
                FROM open_marks(wanted.lane) AS mark
                CROSS JOIN LATERAL (
                  SELECT first.message_id
                  FROM (
                    SELECT message_id FROM queue
                    WHERE queue.lane = wanted.lane AND held_by BETWEEN mark AND mark AND owner IS NULL
                      AND (claimed_until IS NULL OR claimed_until < now())
                      AND (expires_at IS NULL OR expires_at > now())
                      AND (not_before IS NULL OR not_before <= now())
                    ORDER BY held_by, message_id LIMIT 200 FOR UPDATE SKIP LOCKED) AS first
                  WHERE (SELECT min(hold_id) FROM held WHERE held.message_id = first.message_id) IS NULL
                  LIMIT wanted.most) AS free
                ORDER BY message_id LIMIT wanted.most) AS next))
            RETURNING message_id, lane, message_type, client, country, label, attempts, expires_at,
                      extract(epoch FROM expires_at - now())::double precision AS seconds_left
            """;

    /** Locks only what is held, so that no claim meanwhile has to go past what is not. */
    private static final String PUT_ASIDE = """
            UPDATE queue SET held_by = (SELECT min(hold_id) FROM held WHERE held.message_id = queue.message_id)
            WHERE message_id = ANY (ARRAY(
              SELECT message_id FROM queue
              WHERE message_id = ANY (ARRAY(
                SELECT first.message_id
                FROM unnest($1::integer[]) AS wanted (lane)
                CROSS JOIN LATERAL open_marks(wanted.lane) AS mark
                CROSS JOIN LATERAL (
                  SELECT message_id FROM queue
                  WHERE queue.lane = wanted.lane AND held_by BETWEEN mark AND mark AND owner IS NULL
                  ORDER BY held_by, message_id LIMIT 1000) AS first
                WHERE (SELECT min(hold_id) FROM held WHERE held.message_id = first.message_id) IS NOT NULL))
              FOR UPDATE SKIP LOCKED))
            """;

    private static final String PROLONG = """
            WITH held AS MATERIALIZED (
              SELECT message_id FROM queue WHERE claimed_by = $1 AND message_id = ANY ($3) FOR UPDATE SKIP LOCKED)
            UPDATE queue SET claimed_until = now() + make_interval(secs => $2)
            FROM held WHERE queue.message_id = held.message_id
            """;

    private static final String RELEASE = """
            WITH held AS MATERIALIZED (SELECT message_id FROM queue WHERE claimed_by = $1 FOR UPDATE SKIP LOCKED)
            UPDATE queue SET claimed_by = NULL, claimed_until = NULL
            FROM held WHERE queue.message_id = held.message_id
            """;

    private static final String LEAVE = """
            WITH held AS MATERIALIZED (
              SELECT message_id FROM queue WHERE claimed_by = $1 AND message_id = $2 FOR UPDATE SKIP LOCKED)
            UPDATE queue SET claimed_by = NULL, claimed_until = NULL
            FROM held WHERE queue.message_id = held.message_id
            """;

    private static final String EXPIRED = "SELECT message_id FROM queue WHERE expires_at < now() LIMIT $1";

    /** A connection that fell silent must not keep everybody waiting. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Pool pool;
    private final String node;

    /** @param node names this relay among those that share the database */
    public CommandQueue(Pool pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    /**
     * Claims the oldest of each lane that are not held, at most so many; gives them oldest first. What is held costs as
     * good as nothing once it is put aside; before, there may be so much of it that it hides the rest.
     */
    Future<List<Claimed>> claim(Map<Lane, Integer> most) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addString(node)
                        .addDouble(CLAIM_SECONDS)
                        .addArrayOfInteger(places(most.keySet()))
                        .addArrayOfInteger(most.values().toArray(Integer[]::new)))
                .map(rows -> rows.stream()
                        .map(Claimed::of)
                        .sorted(Comparator.comparing(Claimed::id))
                        .toList())
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Puts some of what is held and comes first in these lanes where no claim looks at it; succeeds with how many. */
    Future<Integer> putAside(Set<Lane> lanes) {
        return pool.preparedQuery(PUT_ASIDE)
                .execute(Tuple.tuple().addArrayOfInteger(places(lanes)))
                .map(RowSet::rowCount)
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Integer[] places(Set<Lane> lanes) {
        return lanes.stream().map(Lane::place).toArray(Integer[]::new);
    }

    /** What still waits on this node stays this node's. */
    Future<Void> prolong(Collection<MessageId> waiting) {
        UUID[] ids = waiting.stream().map(MessageId::value).toArray(UUID[]::new);
        return pool.preparedQuery(PROLONG)
                .execute(Tuple.of(node, CLAIM_SECONDS).addValue(ids))
                .mapEmpty();
    }

    /** Back to where whoever comes next may take it, this node among them. */
    Future<Void> leave(MessageId id) {
        return pool.preparedQuery(LEAVE).execute(Tuple.of(node, id.value())).mapEmpty();
    }

    /** The others need not wait for the claims to be over. */
    Future<Void> release() {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(node)).mapEmpty();
    }

    /** What waits although its time is up, also where the node died whose caller waited. */
    Future<List<MessageId>> expired() {
        return pool.preparedQuery(EXPIRED)
                .execute(Tuple.of(MOST))
                .map(rows -> rows.stream()
                        .map(row -> new MessageId(row.getUUID("message_id")))
                        .toList());
    }
}
