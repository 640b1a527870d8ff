package omnirelay.ledger;

import io.vertx.sqlclient.Row;
import java.util.UUID;
import omnirelay.message.MessageId;
import omnirelay.message.Wish;

/** The table {@code wish}: the last STOP or START of each number that ever sent one. */
final class WishTable {
    private WishTable() {}

    /** $1 the hashes of numbers; $2 messages, and $3 references of messages, whose numbers are asked for too. */
    static final String SELECT = """
            SELECT number_hash, stop, sent_at, channel, reply_hash, message_id FROM wish
            WHERE number_hash IN (
              SELECT unnest($1::text[])
              UNION
              SELECT number_hash FROM message WHERE id = ANY ($2)
              UNION
              SELECT number_hash FROM message WHERE id IN (SELECT touched('{}', $3, '{}', '{}', '{}', '{}')))
            """;

    static final Insert<Wish> UPSERT = Insert.<Wish>into("wish")
            .text("number_hash", Wish::numberHash)
            .bool("stop", Wish::stop)
            .time("sent_at", Wish::sentAt)
            .text("channel", Wish::channel)
            .text("reply_hash", Wish::replyHash)
            .uuid(
                    "message_id",
                    wish -> wish.message() == null ? null : wish.message().value())
            .onConflict("""
                    (number_hash) DO UPDATE SET
                      stop = EXCLUDED.stop, sent_at = EXCLUDED.sent_at, channel = EXCLUDED.channel,
                      reply_hash = EXCLUDED.reply_hash, message_id = EXCLUDED.message_id
                    """);

    static Wish read(Row row) {
        UUID message = row.getUUID("message_id");
        return new Wish(
                row.getString("number_hash"),
                row.getBoolean("stop"),
                row.getOffsetDateTime("sent_at").toInstant(),
                row.getString("channel"),
                row.getString("reply_hash"),
                message == null ? null : new MessageId(message));
    }
}
