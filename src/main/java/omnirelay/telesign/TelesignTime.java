package omnirelay.telesign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omnirelay.message.UpdatedOn;

/**
 * TeleSign's times. It calls them RFC 3339 and writes them in four ways, in one body even; where no zone is given they
 * are taken for UTC.
 */
public final class TelesignTime {
    /** {@code 2020-05-04 22:07:01:226}, {@code 2020-05-04 22:05:00.325} and RFC 3339. */
    private static final Pattern ISO_LIKE = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[ Tt]" // date
                    + "(\\d\\d:\\d\\d:\\d\\d)(?:[:.](\\d{1,9}))?" // time
                    + " ?([Zz]|[+-]\\d\\d:?\\d\\d)?"); // zone

    private static final int NANO_DIGITS = 9;

    private static final DateTimeFormatter MICROSECONDS = utc("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    private static final DateTimeFormatter COLON = utc("uuuu-MM-dd HH:mm:ss:SSS");
    private static final DateTimeFormatter DOT = utc("uuuu-MM-dd HH:mm:ss.SSS");

    private TelesignTime() {}

    /** Keeps the text, and with it the instant where the text can be read. */
    static UpdatedOn read(String text) {
        return new UpdatedOn(instant(text.strip()).orElse(null), text);
    }

    private static Optional<Instant> instant(String text) {
        try {
            Matcher iso = ISO_LIKE.matcher(text);
            return Optional.of(iso.matches() ? instant(iso) : rfc1123(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher iso) {
        String fraction = Objects.requireNonNullElse(iso.group(3), "0");
        int nanos = Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
        String zone = Objects.requireNonNullElse(iso.group(4), "Z").toUpperCase(Locale.ROOT);
        return LocalDate.parse(iso.group(1))
                .atTime(LocalTime.parse(iso.group(2)).withNano(nanos))
                .toInstant(ZoneOffset.of(zone));
    }

    private static Instant rfc1123(String text) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    }

    /** RFC 3339 with microseconds, as TeleSign writes it today. */
    public static String rfc3339(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    /** With a colon before the milliseconds, as in TeleSign's older documents. */
    public static String colon(Instant instant) {
        return COLON.format(instant);
    }

    /** With a dot before the milliseconds, as in TeleSign's older documents. */
    public static String dot(Instant instant) {
        return DOT.format(instant);
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
