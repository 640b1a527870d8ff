package omnirelay.ledger;

import io.vertx.sqlclient.Row;
import java.util.UUID;
import omnirelay.message.MessageId;
import omnirelay.message.OptOut;

/** The table {@code opt_out}: each number from which a STOP came that no START lifted. */
final class OptOutTable {
    private OptOutTable() {}

    /** $1 the hashes of numbers, $2 messages whose numbers are asked for too. */
    static final String SELECT = """
            SELECT number_hash, since, channel, reply_hash, message_id FROM opt_out
            WHERE number_hash IN (SELECT unnest($1::text[]) UNION SELECT number_hash FROM message WHERE id = ANY ($2))
            """;

    static final Insert<OptOut> UPSERT = Insert.<OptOut>into("opt_out")
            .text("number_hash", OptOut::numberHash)
            .time("since", OptOut::since)
            .text("channel", OptOut::channel)
            .text("reply_hash", OptOut::replyHash)
            .uuid(
                    "message_id",
                    optOut -> optOut.message() == null ? null : optOut.message().value())
            .onConflict("""
                    (number_hash) DO UPDATE SET
                      since = EXCLUDED.since, channel = EXCLUDED.channel, reply_hash = EXCLUDED.reply_hash,
                      message_id = EXCLUDED.message_id
                    """);

    static final String LIFT = "DELETE FROM opt_out WHERE number_hash = ANY ($1)";

    static OptOut read(Row row) {
        UUID message = row.getUUID("message_id");
        return new OptOut(
                row.getString("number_hash"),
                row.getOffsetDateTime("since").toInstant(),
                row.getString("channel"),
                row.getString("reply_hash"),
                message == null ? null : new MessageId(message));
    }
}
