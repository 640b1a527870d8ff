package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import omnirelay.message.MessageId;

/**
 * Finds what may be told now, receiver by receiver in the order of their names. Where there is much, one look does not
 * go to the end, and the next goes on behind it: so each has its turn. For one event loop.
 */
final class DueDeliveries {
    private static final int LOOK = 1_000;

    private static final String START = "";

    /**
     * Goes along the index from one receiver to the next, or it would read all that any of them is to be told; and not
     * further than it must, which sorting would spoil.
     */
    private static final String DUE = """
            WITH RECURSIVE pending (receiver, next_at) AS (
              (SELECT receiver, next_at FROM delivery WHERE receiver > $1 ORDER BY receiver, next_at LIMIT 1)
              UNION ALL
              SELECT next.* FROM pending CROSS JOIN LATERAL (
                SELECT receiver, next_at FROM delivery WHERE receiver > pending.receiver
                ORDER BY receiver, next_at LIMIT 1
              ) next
            )
            SELECT d.number, d.receiver, d.message_id, d.seq, d.cause, d.url, d.tries,
                   extract(epoch FROM now() - d.since)::float8 AS age
            FROM pending CROSS JOIN LATERAL (
              SELECT * FROM delivery head
              WHERE head.receiver = pending.receiver AND head.next_at <= now()
                AND NOT EXISTS (SELECT FROM delivery earlier
                                WHERE earlier.receiver = head.receiver AND earlier.message_id = head.message_id
                                  AND earlier.number < head.number)
              ORDER BY head.next_at, head.number LIMIT $2
            ) d
            WHERE pending.next_at <= now()
            LIMIT $3
            """;

    private final Pool pool;
    private String behind = START;

    DueDeliveries(Pool pool) {
        this.pool = pool;
    }

    /**
     * Begins what it finds as long as there is room: of each message the first, at most so many of a receiver. Succeeds
     * with whether there is room and may be more.
     */
    Future<Boolean> begin(int ofEach, BooleanSupplier room, Consumer<Delivery> begin) {
        return pool.preparedQuery(DUE)
                .execute(Tuple.of(behind, ofEach, LOOK))
                .map(rows -> rows.stream().map(DueDeliveries::delivery).toList())
                .map(due -> begin(due, room, begin));
    }

    private boolean begin(List<Delivery> due, BooleanSupplier room, Consumer<Delivery> begin) {
        for (Delivery delivery : due) {
            if (!room.getAsBoolean()) {
                return false;
            }
            begin.accept(delivery);
            behind = delivery.receiver();
        }
        boolean more = due.size() == LOOK;
        if (!more) {
            behind = START;
        }
        return more;
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getLong("number"),
                row.getString("receiver"),
                new MessageId(row.getUUID("message_id")),
                row.getLong("seq"),
                row.getString("cause"),
                row.getString("url"),
                row.getInteger("tries"),
                Duration.ofMillis((long) (row.getDouble("age") * 1_000)));
    }
}
