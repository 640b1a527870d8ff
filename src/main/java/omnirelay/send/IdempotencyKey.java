package omnirelay.send;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a client wants a command sent once: the header {@code Idempotency-Key} (IETF draft), with or
 * without the quotes of a structured field. A digest's nonce is a key too, so that a transport that silently sends a
 * request again sends no second message.
 */
final class IdempotencyKey {
    private static final String CHOSEN = "key:";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private IdempotencyKey() {}

    /** Whether the header is there and holds no key. */
    static boolean malformed(@Nullable String header) {
        return header != null && !PRINTABLE.matcher(bare(header)).matches();
    }

    /** Null where neither names one. */
    static @Nullable String of(@Nullable String header, @Nullable String nonce) {
        if (header != null) {
            return CHOSEN + bare(header);
        }
        return nonce == null ? null : "nonce:" + nonce;
    }

    /** Whether it is of the client's choosing, so that the client can ask under it again. */
    static boolean isChosen(String key) {
        return key.startsWith(CHOSEN);
    }

    private static String bare(String header) {
        String text = header.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
