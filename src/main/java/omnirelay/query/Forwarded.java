package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message was forwarded to, and whom it still is.
 *
 * @param attempts every try of the last week, in order
 * @param pending what is still to be taken, in order
 */
record Forwarded(List<JsonObject> attempts, List<JsonObject> pending) {
    private static final String ATTEMPTS = """
            SELECT receiver, seq, try, at, took_ms, status, trouble, next_at FROM attempt
            WHERE message_id = ANY (ARRAY (SELECT $1::uuid UNION ALL SELECT id FROM message WHERE alias_of = $1))
            ORDER BY number
            """;
    private static final String PENDING = """
            SELECT receiver, seq, tries, CASE WHEN next_at > now() THEN next_at END AS next_at FROM delivery
            WHERE message_id = ANY (ARRAY (SELECT $1::uuid UNION ALL SELECT id FROM message WHERE alias_of = $1))
            ORDER BY number
            """;

    static Future<Forwarded> of(MessageId message, SqlConnection connection) {
        Future<List<JsonObject>> attempts = each(connection, ATTEMPTS, message, Forwarded::attempt);
        Future<List<JsonObject>> pending = each(connection, PENDING, message, Forwarded::pending);
        return Future.all(attempts, pending).map(read -> new Forwarded(attempts.result(), pending.result()));
    }

    private static Future<List<JsonObject>> each(
            SqlConnection connection, String sql, MessageId message, Function<Row, JsonObject> meaning) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(message.value()))
                .map(rows -> rows.stream().map(meaning).toList());
    }

    private static JsonObject attempt(Row row) {
        return new JsonObject()
                .put("receiver", row.getString("receiver"))
                .put("seq", row.getLong("seq"))
                .put("try", row.getInteger("try"))
                .put("at", time(row.getOffsetDateTime("at")))
                .put("took_ms", row.getInteger("took_ms"))
                .put("status", row.getInteger("status"))
                .put("trouble", row.getString("trouble"))
                .put("next_at", time(row.getOffsetDateTime("next_at")));
    }

    private static JsonObject pending(Row row) {
        return new JsonObject()
                .put("receiver", row.getString("receiver"))
                .put("seq", row.getLong("seq"))
                .put("tries", row.getInteger("tries"))
                .put("next_at", time(row.getOffsetDateTime("next_at")));
    }

    private static @Nullable String time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant().toString();
    }

    JsonObject toJson() {
        return new JsonObject().put("attempts", new JsonArray(attempts)).put("pending", new JsonArray(pending));
    }
}
