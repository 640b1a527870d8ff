package omnirelay.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How channels, times and spans are said to people. */
final class Wording {
    private static final DateTimeFormatter TIME = utc("HH:mm:ss 'UTC'");
    private static final DateTimeFormatter DAY_AND_TIME = utc("yyyy-MM-dd HH:mm:ss 'UTC'");

    /** TeleSign's texts repeat values of the request. */
    private static final int LONGEST = 160;

    private static final int ACCEPTED_BY_TELESIGN = 3001;
    private static final int WITH_THE_CARRIER = 3002;
    private static final int WAITING_AT_THE_CARRIER = 3040;

    private static final Map<String, String> CHANNELS =
            Map.of("whatsapp", "WhatsApp", "viber", "Viber", "email", "email", "voice", "voice");

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

    /** {@code 2 min ago} */
    static String ago(Instant then, Instant now) {
        return span(Duration.between(then, now)) + " ago";
    }

    /** After something else; begins with a space. TeleSign's clock may tell a time before it. */
    static String later(Duration span) {
        return span.toSeconds() < 1 ? " within 1 s" : " " + span(span) + " later";
    }

    /** What is known only by and large. */
    static String about(Duration span) {
        return span.toMillis() < 1000 ? "less than 1 s" : span(span.plusMillis(500));
    }

    /** TeleSign's code and text. A code never stands alone. */
    static String said(int code, String description) {
        String text = description.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        return code + " (" + (text.isEmpty() ? "TeleSign gave no text" : shortened(text)) + ")";
    }

    /** Where a message is that is under way: nothing, or a clause to which another one is added. */
    static String progress(int code, String description) {
        return switch (code) {
            case ACCEPTED_BY_TELESIGN -> "";
            case WITH_THE_CARRIER -> "with the carrier, ";
            case WAITING_AT_THE_CARRIER -> "waiting at the carrier, ";
            default -> "reported as " + said(code, description) + ", ";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST).strip() + "…";
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
