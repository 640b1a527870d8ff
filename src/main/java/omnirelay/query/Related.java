package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads what stands about some messages in the tables beside {@code message}, all at once. */
final class Related {
    private static final String REPORTS = """
            SELECT message_id, channel, code, reference_id, last_channel, description, outcome, finality, updated_on,
                   updated_on_text, source, late, arrived_at, called_back_at
            FROM report WHERE message_id = ANY ($1)
            ORDER BY message_id, arrived_at, position
            """;
    private static final String REPLIES = """
            SELECT message_id, detail, received_at
            FROM callback WHERE message_id = ANY ($1) AND verdict = 'reply' AND concerns
            ORDER BY message_id, received_at
            """;
    private static final String RECIPIENTS = """
            SELECT message_id, phone_number, email FROM recipient WHERE message_id = ANY ($1)
            """;

    private Related() {}

    /** The messages of {@code rows}, in their order. */
    static Future<List<StoredMessage>> to(RowSet<Row> rows, boolean recipients, SqlConnection connection) {
        if (rows.size() == 0) {
            return Future.succeededFuture(List.of());
        }
        Tuple ids = Tuple.of(rows.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new));
        MessageRows messages = new MessageRows();
        List<Future<?>> reads = new ArrayList<>();
        reads.add(each(connection, REPORTS, ids, messages::report));
        reads.add(each(connection, REPLIES, ids, messages::reply));
        if (recipients) {
            reads.add(each(connection, RECIPIENTS, ids, messages::recipient));
        }
        return Future.all(reads).map(all -> rows.stream().map(messages::message).toList());
    }

    private static Future<?> each(SqlConnection connection, String sql, Tuple ids, Consumer<Row> take) {
        return connection.preparedQuery(sql).execute(ids).onSuccess(rows -> rows.forEach(take));
    }
}
