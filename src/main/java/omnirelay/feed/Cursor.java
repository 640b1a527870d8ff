package omnirelay.feed;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omnirelay.http.Problem;
import org.jspecify.annotations.Nullable;

/** Where in the log a subscriber begins. */
public sealed interface Cursor {

    /** The two ends, which hold in every epoch. */
    enum End implements Cursor {
        /** After the last event there is. */
        NOW,
        /** Before the first event that is kept. */
        START
    }

    /**
     * After an event, written {@code epoch:seq}.
     *
     * @param seq 0 for before the first event
     */
    record After(String epoch, long seq) implements Cursor {
        @Override
        public String toString() {
            return epoch + ":" + seq;
        }
    }

    /**
     * Reads {@code now}, {@code start} or {@code epoch:seq}, as addresses and {@code Last-Event-ID} write it.
     *
     * @param name what an error calls it
     */
    static Cursor parse(String name, String text) {
        Matcher after = Text.EPOCH_AND_SEQ.matcher(text);
        if (after.matches()) {
            return new After(after.group(1), Long.parseLong(after.group(2)));
        }
        return end(name, text);
    }

    /** Reads {@code "now"}, {@code "start"} or {@code {"epoch": …, "seq": …}}. */
    static Cursor of(String name, @Nullable Object json) {
        if (json instanceof String text) {
            return end(name, text);
        }
        if (json instanceof JsonObject object
                && object.fieldNames().equals(Text.MEMBERS)
                && object.getValue("epoch") instanceof String epoch
                && object.getValue("seq") instanceof Number seq
                && seq.longValue() >= 0
                && seq.longValue() == seq.doubleValue()) {
            return new After(epoch, seq.longValue());
        }
        throw Text.malformed(name);
    }

    private static Cursor end(String name, String text) {
        return switch (text) {
            case "now" -> End.NOW;
            case "start" -> End.START;
            default -> throw Text.malformed(name);
        };
    }

    /** How cursors are written. */
    final class Text {
        private static final Pattern EPOCH_AND_SEQ = Pattern.compile("([^:]{1,64}):([0-9]{1,18})");
        private static final Set<String> MEMBERS = Set.of("epoch", "seq");

        private Text() {}

        private static Problem malformed(String name) {
            return Problem.inField(name, "Must be now, start, or the epoch and seq of an event.");
        }
    }
}
