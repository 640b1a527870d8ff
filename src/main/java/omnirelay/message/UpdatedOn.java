package omnirelay.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When TeleSign says that a status began: the instant, in microseconds, and the text as it came. The instant is absent
 * where there was no text or it could not be read.
 */
public record UpdatedOn(@Nullable Instant instant, String text) implements Comparable<UpdatedOn> {
    public static final UpdatedOn ABSENT = new UpdatedOn(null, "");

    public UpdatedOn {
        instant = instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Two spellings of one instant are the same; unreadable ones are the same only where the text is. */
    public String identity() {
        return instant == null ? text : instant.toString();
    }

    /** No instant is the earliest. The text is not compared here: it is the last criterion of a report's order. */
    @Override
    public int compareTo(UpdatedOn other) {
        if (instant == null || other.instant == null) {
            return Boolean.compare(instant != null, other.instant != null);
        }
        return instant.compareTo(other.instant);
    }
}
