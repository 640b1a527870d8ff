package omnirelay.telesign;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a request says to the relay alone, in its member {@code omnirelay}.
 *
 * @param label a grouping of the company's own
 * @param expiresAt after which the message is not to be sent any more
 */
record OwnOptions(@Nullable String label, @Nullable Instant expiresAt) {
    private static final String NAME = "omnirelay";
    private static final int LONGEST_LABEL = 100;
    private static final Set<String> KNOWN = new TreeSet<>(Set.of("label", "expires_at"));

    private static final TextRule LABEL = rule(
            "label",
            label -> label.length() <= LONGEST_LABEL,
            "a text of up to %d characters".formatted(LONGEST_LABEL));
    private static final TextRule EXPIRES_AT = rule(
            "expires_at", text -> time(text).isPresent(), "a time as RFC 3339 writes it, like 2030-01-31T12:00:00Z");

    private static TextRule rule(String member, Predicate<String> valid, String must) {
        return new TextRule(member, InvalidRequestException.INVALID_REQUEST, valid, must).in(NAME);
    }

    static OwnOptions read(JsonValue.Members body) throws InvalidRequestException {
        if (!body.has(NAME)) {
            return new OwnOptions(null, null);
        }
        JsonValue.Members own =
                body.members(NAME).orElseThrow(() -> InvalidRequestException.malformed(NAME + " must be an object."));
        for (String member : own.byName().keySet()) {
            refuseUnknown(member);
        }
        return new OwnOptions(
                LABEL.read(own).filter(label -> !label.isBlank()).orElse(null),
                EXPIRES_AT.read(own).flatMap(OwnOptions::time).orElse(null));
    }

    /** A slip of the pen would else change what is meant without a word. */
    private static void refuseUnknown(String member) throws InvalidRequestException {
        if (!KNOWN.contains(member)) {
            throw new InvalidRequestException(
                    InvalidRequestException.INVALID_REQUEST,
                    "",
                    "%s.%s is not known. There are %s."
                            .formatted(NAME, InvalidRequestException.shortened(member), String.join(" and ", KNOWN)));
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
