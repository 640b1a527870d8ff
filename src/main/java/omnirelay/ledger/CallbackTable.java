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

    static final Insert<KeptCallback> INSERT = Insert.<KeptCallback>into("callback")
            .uuid("message_id", CallbackTable::key)
            .text("hash", kept -> kept.inbound().body().hash())
            .time("received_at", kept -> kept.inbound().receivedAt())
            .bool("concerns", kept -> kept.message() != null)
            .text("verdict", kept -> kept.verdict().name().toLowerCase(Locale.ROOT))
            .text("detail", KeptCallback::detail)
            .text("method", kept -> kept.inbound().method())
            .text("key_id", kept -> kept.inbound().keyId())
            .ignoringDuplicates();

    static final Insert<KeptCallback> INSERT_BODY = Insert.<KeptCallback>into("callback_body")
            .uuid("message_id", CallbackTable::key)
            .text("hash", kept -> kept.inbound().body().hash())
            .bytes("body", kept -> kept.inbound().body().bytes())
            .text("authorization_header", kept -> kept.inbound().authorization())
            .text("x_ts_authorization_header", kept -> kept.inbound().xTsAuthorization())
            .ignoringDuplicates();

    /** $1 the message that turned out to be $2. */
    static final String MOVE = "UPDATE callback SET message_id = $2 WHERE message_id = $1";

    /** $1 the message that turned out to be $2. */
    static final String MOVE_BODY = "UPDATE callback_body SET message_id = $2 WHERE message_id = $1";

    /** A callback that concerns no message stands under the id of its own arrival. */
    private static UUID key(KeptCallback kept) {
        MessageId message = kept.message();
        return (message == null ? kept.inbound().id() : message).value();
    }
}
