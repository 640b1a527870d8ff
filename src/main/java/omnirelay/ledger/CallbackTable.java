package omnirelay.ledger;

import java.util.Locale;
import java.util.UUID;
import omnirelay.message.Change.KeptCallback;
import omnirelay.message.MessageId;

/** The tables {@code callback} and {@code callback_body}: what came in, and its bytes apart. */
final class CallbackTable {
    private CallbackTable() {}

    /** A repetition that comes later than this after the first is kept again: it would mean a partition more to search. */
    static final String KEPT = """
            SELECT DISTINCT hash FROM callback
            WHERE hash = ANY ($1) AND message_id >= uuid_floor(now() - interval '40 days')
            """;

    /**
     * A callback and its place in the log.
     *
     * @param seq the number of the last event when it had been applied: of its own last one, if it has any
     */
    record Line(KeptCallback kept, long seq) {}

    static final Insert<Line> INSERT = Insert.<Line>into("callback")
            .uuid("message_id", CallbackTable::key)
            .text("hash", line -> line.kept().inbound().body().hash())
            .time("received_at", line -> line.kept().inbound().receivedAt())
            .bool("concerns", line -> line.kept().message() != null)
            .text("verdict", line -> line.kept().verdict().name().toLowerCase(Locale.ROOT))
            .text("detail", line -> line.kept().detail())
            .text("method", line -> line.kept().inbound().method())
            .text("key_id", line -> line.kept().inbound().keyId())
            .bigint("seq", Line::seq)
            .ignoringDuplicates();

    static final Insert<Line> INSERT_BODY = Insert.<Line>into("callback_body")
            .uuid("message_id", CallbackTable::key)
            .text("hash", line -> line.kept().inbound().body().hash())
            .bytes("body", line -> line.kept().inbound().body().bytes())
            .text("authorization_header", line -> line.kept().inbound().authorization())
            .text("x_ts_authorization_header", line -> line.kept().inbound().xTsAuthorization())
            .ignoringDuplicates();

    /** $1 the message that turned out to be $2. */
    static final String MOVE = "UPDATE callback SET message_id = $2 WHERE message_id = $1";

    /** $1 the message that turned out to be $2. */
    static final String MOVE_BODY = "UPDATE callback_body SET message_id = $2 WHERE message_id = $1";

    /** A callback that concerns no message stands under the id of its own arrival. */
    private static UUID key(Line line) {
        MessageId message = line.kept().message();
        return (message == null ? line.kept().inbound().id() : message).value();
    }
}
