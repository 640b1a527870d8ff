package omnirelay.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The last four digits of a number, with or without a time: {@code …5309}, {@code 5309 14:05}, {@code 5309 yesterday},
 * {@code 5309 yesterday 14:05}, {@code 5309 2026-11-21}, {@code 5309 2026-11-21 14:05}. A time of day means five minutes
 * on either side of it, and without a day the last time that it was.
 *
 * @param from accepted at or after; null for no bound
 * @param to accepted before; null for no bound
 */
record Ending(
        String digits, @Nullable Instant from, @Nullable Instant to) {
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:…|\\.{2,3}|\\*+|•+)?\\s*(\\d{4})(?:\\s+(today|yesterday|\\d{4}-\\d{2}-\\d{2}))?(?:\\s+(\\d{1,2}:\\d{2}))?",
            Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("H:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final Duration AROUND = Duration.ofMinutes(5);

    /** Masks leave four digits of a number with eleven, of shorter ones less. */
    private static final int LEFT_AT_LEAST = 2;

    /**
     * Empty where the text says something else.
     *
     * @param zone in which its times are meant
     */
    static Optional<Ending> read(String text, Instant now, ZoneId zone) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(written.group(1), written.group(2), written.group(3), now, zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Ending of(String digits, @Nullable String day, @Nullable String time, Instant now, ZoneId zone) {
        LocalDate date = date(day, LocalDate.ofInstant(now, zone));
        if (time == null) {
            return day == null ? new Ending(digits, null, null) : wholeDay(digits, date, zone);
        }
        LocalTime clock = LocalTime.parse(time, TIME);
        Instant meant = date.atTime(clock).atZone(zone).toInstant();
        boolean toCome = day == null && meant.isAfter(now.plus(AROUND));
        Instant at = toCome ? date.minusDays(1).atTime(clock).atZone(zone).toInstant() : meant;
        return new Ending(digits, at.minus(AROUND), at.plus(AROUND).plus(1, ChronoUnit.MINUTES));
    }

    private static Ending wholeDay(String digits, LocalDate date, ZoneId zone) {
        return new Ending(
                digits,
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static LocalDate date(@Nullable String day, LocalDate today) {
        if (day == null || day.equalsIgnoreCase("today")) {
            return today;
        }
        return day.equalsIgnoreCase("yesterday") ? today.minusDays(1) : LocalDate.parse(day);
    }

    /** The last four characters of masks that may hide such a number. */
    List<String> masked() {
        return IntStream.rangeClosed(LEFT_AT_LEAST, digits.length())
                .mapToObj(left -> "•".repeat(digits.length() - left) + digits.substring(digits.length() - left))
                .toList();
    }
}
