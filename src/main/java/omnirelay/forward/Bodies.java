package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.telesign.ForwardedCallback;
import omnirelay.telesign.StatusAnswer;
import org.jspecify.annotations.Nullable;

/** What a receiver is told, made when it is told. */
final class Bodies {
    private static final String CALLBACK = """
            SELECT b.body, m.client, m.external_id, m.reference_id, m.sent_here,
                   CASE WHEN m.id_given THEN m.id END AS given
            FROM callback c JOIN callback_body b ON b.message_id = c.message_id AND b.hash = c.hash
            LEFT JOIN message m ON c.concerns AND m.id = c.message_id
            WHERE c.hash = $1 ORDER BY c.position DESC NULLS LAST LIMIT 1
            """;
    private static final String EVENT = "SELECT e.body, h.epoch FROM event e, feed_head h WHERE e.seq = $1";
    private static final String ID_GIVEN = "SELECT id_given FROM message WHERE id = $1";

    private final Pool pool;
    private final Receivers receivers;
    private final Function<String, Future<Optional<MessageState>>> messages;

    /** @param messages gives a message by its id */
    Bodies(Pool pool, Receivers receivers, Function<String, Future<Optional<MessageState>>> messages) {
        this.pool = pool;
        this.receivers = receivers;
        this.messages = messages;
    }

    /**
     * A body, ready to be signed.
     *
     * @param id of what is told, the same in every try
     * @param client that sent the message; null where none did
     */
    record Body(String id, Buffer bytes, @Nullable String client) {}

    /** Empty where it has been erased meanwhile. */
    Future<Optional<Body>> of(Delivery delivery) {
        boolean event = receivers
                .listening(delivery.receiver())
                .filter(Receiver::takesEvents)
                .isPresent();
        if (event) {
            return one(EVENT, Tuple.of(delivery.seq())).map(row -> row.map(found -> event(found, delivery.seq())));
        }
        String cause = delivery.cause();
        return cause == null || Delivery.isLookUp(cause)
                ? standing(delivery)
                : one(CALLBACK, Tuple.of(cause)).map(row -> row.map(found -> callback(found, cause)));
    }

    private static Body event(Row row, long seq) {
        return new Body(row.getString("epoch") + ":" + seq, Buffer.buffer(row.getString("body")), null);
    }

    private static Body callback(Row row, String hash) {
        int slash = hash.indexOf('/');
        int part = slash < 0 ? -1 : Integer.parseInt(hash.substring(slash + 1));
        byte[] bytes = ForwardedCallback.of(row.getBuffer("body").getBytes(), part, names(row));
        return new Body(hash, Buffer.buffer(bytes), row.getString("client"));
    }

    private static ForwardedCallback.@Nullable Names names(Row row) {
        boolean sentHere = Boolean.TRUE.equals(row.getBoolean("sent_here"));
        return sentHere
                ? new ForwardedCallback.Names(row.getString("external_id"), row.getString("reference_id"), given(row))
                : null;
    }

    private static @Nullable String given(Row row) {
        return row.getUUID("given") == null ? null : new MessageId(row.getUUID("given")).toString();
    }

    /** TeleSign called nobody back about it: as the message stands now, in the form of a callback. */
    private Future<Optional<Body>> standing(Delivery delivery) {
        return messages.apply(delivery.message().toString())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : one(ID_GIVEN, Tuple.of(found.get().id().value()))
                                .map(row -> Optional.of(standing(delivery, found.get(), row))));
    }

    private static Body standing(Delivery delivery, MessageState state, Optional<Row> row) {
        JsonObject status = StatusAnswer.of(state);
        if (row.isPresent() && row.get().getBoolean("id_given")) {
            status.put("reference_id", state.id().toString());
        }
        return new Body(
                Long.toString(delivery.seq()),
                status.toBuffer(),
                state.message().client());
    }

    private Future<Optional<Row>> one(String sql, Tuple key) {
        return pool.preparedQuery(sql).execute(key).map(Bodies::first);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }
}
