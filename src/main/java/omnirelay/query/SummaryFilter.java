package omnirelay.query;

import io.vertx.core.MultiMap;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import omnirelay.http.Problem;
import omnirelay.http.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which messages figures are asked about: those accepted from a full hour on and before another.
 *
 * @param step {@code hour} or {@code day}, in UTC
 */
record SummaryFilter(
        Instant from,
        Instant to,
        String step,
        List<String> messageTypes,
        List<String> clients,
        List<String> labels,
        List<String> countries) {

    private static final Duration USUALLY = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(32);
    private static final Set<String> NAMES = Set.of("from", "to", "step", "message_type", "client", "label", "country");

    static SummaryFilter read(MultiMap query, Instant now) {
        QueryParameters given = QueryParameters.of(query, NAMES);
        Instant to = upwards(given.instant("to").orElse(now));
        Instant from = given.instant("from").orElse(to.minus(USUALLY)).truncatedTo(ChronoUnit.HOURS);
        Duration span = Duration.between(from, to);
        if (span.isNegative() || span.isZero()) {
            throw Problem.inField("from", "Must be before to.");
        }
        if (span.compareTo(LONGEST) > 0) {
            throw Problem.inField("from", "Must not be more than " + LONGEST.toDays() + " days before to.");
        }
        return new SummaryFilter(
                from,
                to,
                step(given, span),
                given.texts("message_type").stream()
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .toList(),
                given.texts("client"),
                given.texts("label"),
                given.texts("country").stream()
                        .map(text -> text.toUpperCase(Locale.ROOT))
                        .toList());
    }

    private static String step(QueryParameters given, Duration span) {
        String step = given.text("step").orElse(span.compareTo(USUALLY.multipliedBy(3)) > 0 ? "day" : "hour");
        if (!step.equals("hour") && !step.equals("day")) {
            throw Problem.inField("step", "Must be hour or day.");
        }
        if (step.equals("hour") && span.compareTo(LONGEST_BY_HOUR) > 0) {
            throw Problem.inField("step", "Must be day for more than " + LONGEST_BY_HOUR.toDays() + " days.");
        }
        return step;
    }

    private static Instant upwards(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /** In the order that {@link SummaryStore}'s statements name them. */
    Tuple values() {
        return Tuple.tuple()
                .addValue(from.atOffset(ZoneOffset.UTC))
                .addValue(to.atOffset(ZoneOffset.UTC))
                .addValue(any(messageTypes))
                .addValue(any(clients))
                .addValue(any(labels))
                .addValue(any(countries));
    }

    private static String @Nullable [] any(List<String> values) {
        return values.isEmpty() ? null : values.toArray(String[]::new);
    }
}
