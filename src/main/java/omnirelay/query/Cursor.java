package omnirelay.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import omnirelay.http.Problem;
import omnirelay.message.MessageId;

/** Where a page ended, as text that its reader hands back and need not understand. */
final class Cursor {
    static final String FIELD = "cursor";

    private Cursor() {}

    /** After which callback a page ended; two may arrive in the same microsecond. */
    record AfterCallback(Instant receivedAt, String hash) {}

    static String after(MessageId id) {
        return encode(id.toString());
    }

    static MessageId message(String cursor) {
        return MessageId.parse(decode(cursor)).orElseThrow(Cursor::unknown);
    }

    static String after(AfterCallback place) {
        return encode(place.receivedAt() + " " + place.hash());
    }

    static AfterCallback callback(String cursor) {
        String text = decode(cursor);
        int blank = text.indexOf(' ');
        try {
            return new AfterCallback(Instant.parse(text.substring(0, Math.max(0, blank))), text.substring(blank + 1));
        } catch (DateTimeException e) {
            throw unknown();
        }
    }

    private static String encode(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.inField(FIELD, "Must be the cursor that a page before gave as next.");
    }
}
