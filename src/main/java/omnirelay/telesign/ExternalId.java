package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import omnirelay.message.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * What travels as TeleSign's {@code external_id}: the relay's id, and behind a dot the caller's own where there is room,
 * so that people who look at TeleSign's side recognise it. TeleSign sends it back in callbacks.
 *
 * @param callers null where the caller gave none, or it found no room
 */
public record ExternalId(MessageId id, @Nullable String callers) {
    /** TeleSign's limit, in ASCII characters. */
    static final int LONGEST = 100;

    private static final int UUID_VERSION = 7;

    /** The text to send; the caller's own is left out where it does not fit. */
    public String text() {
        String with = id + "." + callers;
        return callers == null || callers.isEmpty() || !fits(with) ? id.toString() : with;
    }

    static boolean fits(String text) {
        return text.length() <= LONGEST && US_ASCII.newEncoder().canEncode(text);
    }

    /** Empty where the text does not begin with an id as the relay writes them. */
    public static Optional<ExternalId> read(String text) {
        int dot = text.indexOf('.');
        String first = dot < 0 ? text : text.substring(0, dot);
        String callers = dot < 0 ? null : text.substring(dot + 1);
        return MessageId.parse(first)
                .filter(id -> id.toString().equals(first) && id.value().version() == UUID_VERSION)
                .map(id -> new ExternalId(id, callers));
    }
}
