package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;
import omnirelay.message.MessageId;
import omnirelay.query.Cursor.AfterCallback;
import omnirelay.query.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/** Callbacks as they came, newest first. */
public final class CallbackStore {
    private static final String WITH_BODIES = """
            SELECT c.message_id, c.hash, c.received_at, c.concerns, c.verdict, c.detail, c.method, c.key_id, b.body,
                   b.authorization_header, b.x_ts_authorization_header, r.phone_number
            FROM (%s) c
            LEFT JOIN callback_body b ON b.message_id = c.message_id AND b.hash = c.hash
            LEFT JOIN recipient r ON r.message_id = c.message_id
            ORDER BY c.received_at %s, c.hash %<s
            """;
    private static final String PAGE = WITH_BODIES.formatted("""
            SELECT * FROM callback
            WHERE ($1::timestamptz IS NULL OR (received_at <= $1 AND (received_at, hash) < ($1, $2)))
              AND ($3::text[] IS NULL OR CASE cardinality($3)
                    WHEN 1 THEN verdict = $3[1] ELSE verdict = ANY ($3) END)
            ORDER BY received_at DESC, hash DESC LIMIT $4
            """, "DESC");
    private static final String OF_MESSAGE =
            WITH_BODIES.formatted("SELECT * FROM callback WHERE message_id = $1 AND concerns", "ASC");

    private final Snapshots snapshots;

    public CallbackStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * One page, and one callback more where there is another page.
     *
     * @param verdicts any of these; empty for all
     * @param after the last of the page before; null for the first page
     */
    Future<Snapshot<List<StoredCallback>>> page(List<String> verdicts, @Nullable AfterCallback after, int limit) {
        Tuple values = Tuple.tuple()
                .addValue(after == null ? null : after.receivedAt().atOffset(ZoneOffset.UTC))
                .addValue(after == null ? null : after.hash())
                .addValue(verdicts.isEmpty() ? null : verdicts.toArray(String[]::new))
                .addInteger(limit + 1);
        return snapshots.read(connection -> select(connection, PAGE, values));
    }

    /** Those of one message, in the order of their arrival. */
    static Future<List<StoredCallback>> of(MessageId message, SqlConnection connection) {
        return select(connection, OF_MESSAGE, Tuple.of(message.value()));
    }

    private static Future<List<StoredCallback>> select(SqlConnection connection, String sql, Tuple values) {
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> rows.stream().map(StoredCallback::read).toList());
    }
}
