package omnirelay.query;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it was kept.
 *
 * @param message the message it concerns; null where it concerns none
 * @param detail why it is in quarantine, or of what kind it is; empty for a status
 * @param body null where it has been erased
 * @param number the message's, so that it can be hidden; null where unknown
 */
record StoredCallback(
        String hash,
        @Nullable MessageId message,
        Instant receivedAt,
        String verdict,
        String detail,
        String method,
        String keyId,
        @Nullable Buffer body,
        @Nullable String authorization,
        @Nullable String xTsAuthorization,
        @Nullable String number) {

    static StoredCallback read(Row row) {
        return new StoredCallback(
                row.getString("hash"),
                row.getBoolean("concerns") ? new MessageId(row.getUUID("message_id")) : null,
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("verdict"),
                row.getString("detail"),
                row.getString("method"),
                row.getString("key_id"),
                row.getBuffer("body"),
                row.getString("authorization_header"),
                row.getString("x_ts_authorization_header"),
                row.getString("phone_number"));
    }
}
