package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import omnirelay.guard.Kind;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code queue}, as far as the ledger does not write it: which node takes up what waits there. A node leaves
 * alone what another has claimed until the claim is over; that is no more than politeness, as the ledger decides who
 * sends. Rows are only ever locked without waiting, so that nobody here stands in the ledger's way.
 */
public final class CommandQueue {
    private static final double CLAIM_SECONDS = 10;
    private static final int MOST = 500;

    private static final String CLAIM = """
            WITH taken AS MATERIALIZED (
              SELECT next.message_id
              FROM unnest($3::integer[], $4::integer[]) AS wanted (lane, most)
              CROSS JOIN LATERAL (
                SELECT message_id FROM queue
                WHERE queue.lane = wanted.lane AND owner IS NULL
                  AND (claimed_until IS NULL OR claimed_until < now()) AND (expires_at IS NULL OR expires_at > now())
                  AND (not_before IS NULL OR not_before <= now())
                  AND NOT EXISTS (SELECT FROM held WHERE held.message_id = queue.message_id)
                ORDER BY message_id LIMIT wanted.most FOR UPDATE OF queue SKIP LOCKED) AS next)
            UPDATE queue SET claimed_by = $1, claimed_until = now() + make_interval(secs => $2)
            FROM taken WHERE queue.message_id = taken.message_id
            RETURNING queue.message_id, queue.lane, message_type, client, country, label, attempts, expires_at,
                      extract(epoch FROM queue.expires_at - now())::double precision AS seconds_left
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
     * A command that this node has taken up.
     *
     * @param kind for those who hold messages back
     * @param attempts calls that were begun for it
     * @param notAfter after which it is not sent any more, by the database's clock; null where it may always be
     * @param timeLeft until then
     */
    record Claimed(
            MessageId id,
            Lane lane,
            Kind kind,
            int attempts,
            @Nullable Instant notAfter,
            @Nullable Duration timeLeft) {
        private static Claimed of(Row row) {
            Double seconds = row.getDouble("seconds_left");
            OffsetDateTime expires = row.getOffsetDateTime("expires_at");
            return new Claimed(
                    new MessageId(row.getUUID("message_id")),
                    Lane.at(row.getInteger("lane")),
                    new Kind(
                            row.getString("message_type"),
                            row.getString("client"),
                            row.getString("country"),
                            row.getString("label")),
                    row.getInteger("attempts"),
                    expires == null ? null : expires.toInstant(),
                    seconds == null ? null : Duration.ofMillis((long) (seconds * 1000)));
        }
    }

    /** Claims the oldest of each lane, at most so many; gives them oldest first. */
    Future<List<Claimed>> claim(Map<Lane, Integer> most) {
        Integer[] lanes = most.keySet().stream().map(Lane::place).toArray(Integer[]::new);
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addString(node)
                        .addDouble(CLAIM_SECONDS)
                        .addArrayOfInteger(lanes)
                        .addArrayOfInteger(most.values().toArray(Integer[]::new)))
                .map(rows -> rows.stream()
                        .map(Claimed::of)
                        .sorted(Comparator.comparing(Claimed::id))
                        .toList())
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
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
