package omnirelay.guard;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import omnirelay.config.RelayConfig;

/**
 * What a command takes of a cap.
 *
 * @param whose the client, the country, the prefix, or the keyed hash of the number
 */
public record Share(RelayConfig.Cap cap, String whose) {

    /** What is counted: caps with another limit, but the same otherwise, go on counting. */
    String name() {
        return "%s/%s/%s".formatted(wire(cap.per()), wire(cap.within()), whose);
    }

    /** As SQL names it. */
    String unit() {
        return wire(cap.within());
    }

    int limit() {
        return cap.limit();
    }

    /** For people, a clause. */
    public String reason(OffsetDateTime at) {
        String scope = switch (cap.per()) {
            case NUMBER -> "this number";
            case PREFIX -> "numbers that begin with " + whose;
            case CLIENT -> "client " + whose;
            case COUNTRY -> "country " + whose;
        };
        String article = cap.within() == RelayConfig.Cap.Within.HOUR ? "an " : "a ";
        return "the cap of %d %s%s for %s was reached; there is room again at %s"
                .formatted(cap.limit(), article, unit(), scope, until(at));
    }

    /** For programs, the same; a number never. */
    public Map<String, Object> details(OffsetDateTime at) {
        return Map.of(
                "by",
                "cap",
                "cap",
                wire(cap.per()),
                "within",
                unit(),
                "limit",
                cap.limit(),
                "until",
                until(at).toString());
    }

    private Instant until(OffsetDateTime at) {
        ChronoUnit unit = switch (cap.within()) {
            case MINUTE -> ChronoUnit.MINUTES;
            case HOUR -> ChronoUnit.HOURS;
            case DAY -> ChronoUnit.DAYS;
        };
        return at.withOffsetSameInstant(ZoneOffset.UTC)
                .truncatedTo(unit)
                .plus(1, unit)
                .toInstant();
    }

    private static String wire(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
