package omnirelay.send;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a client wants a command sent once: the header {@code Idempotency-Key} (IETF draft), with or
 * without the quotes of a structured field. A digest's nonce is a key too, so that a transport that silently sends a
 * request again sends no second message.
 */
final class IdempotencyKey {
    private static final String NONCE = "nonce:";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private IdempotencyKey() {}

    /** Whether the header is there and holds no key. */
    static boolean malformed(@Nullable String header) {
        return header != null && !PRINTABLE.matcher(bare(header)).matches();
    }

    static String of(String header) {
        return "key:" + bare(header);
    }

    static String ofNonce(String nonce) {
        return NONCE + nonce;
    }

    /** Whether the client can ask under it again; a nonce is only for a transport that repeats itself. */
    static boolean canBeAskedUnder(String key) {
        return !key.startsWith(NONCE);
    }

    private static String bare(String header) {
        String text = header.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
