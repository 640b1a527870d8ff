package omnirelay.dispatch;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import omnirelay.guard.Kind;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

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
    static Claimed of(Row row) {
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
