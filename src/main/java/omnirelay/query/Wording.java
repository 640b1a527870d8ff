package omnirelay.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import omnirelay.message.Status;

/** How channels, times and spans are said to people. */
final class Wording {
    private static final DateTimeFormatter TIME = utc("HH:mm:ss 'UTC'");
    private static final DateTimeFormatter DAY_AND_TIME = utc("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final Map<String, String> CHANNELS =
            Map.of("whatsapp", "WhatsApp", "viber", "Viber", "email", "e-mail", "voice", "voice");

    private Wording() {}

    static String channel(String name) {
        return CHANNELS.getOrDefault(name, name.toUpperCase(Locale.ROOT));
    }

    /** In UTC, with the date where it is not {@code today}. */
    static String time(Instant time, Instant today) {
        return (day(time).equals(day(today)) ? TIME : DAY_AND_TIME).format(time);
    }

    /** One number that is exact, or else as good as one looks for: {@code 90 s}, {@code 10 min}, {@code 3 h}. */
    static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60 || (seconds < 120 && seconds % 60 != 0)) {
            return seconds + " s";
        }
        if (seconds < Duration.ofHours(2).toSeconds()) {
            return seconds / 60 + " min";
        }
        return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " days";
    }

    /** TeleSign's code and text. */
    static String said(Status status) {
        return status.code() + " (" + status.description().replaceFirst("\\.$", "") + ")";
    }

    static String sentence(String clauses) {
        return clauses.substring(0, 1).toUpperCase(Locale.ROOT) + clauses.substring(1) + ".";
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
