package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * How far back the relay's records reach.
 *
 * @param since when the oldest message was accepted that is still kept; null where there is none
 */
record Records(@Nullable Instant since) {
    private static final String OLDEST = "SELECT id FROM message ORDER BY id LIMIT 1";

    static Future<Records> read(SqlConnection connection) {
        return connection
                .preparedQuery(OLDEST)
                .execute()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new Records(new MessageId(row.getUUID("id")).time()))
                        .orElse(new Records(null)));
    }
}
