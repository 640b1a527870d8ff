package omnirelay.probe;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What one part of a check found.
 *
 * @param check what was looked at: {@code address}, {@code dns}, {@code connection}, {@code certificate}, {@code
 *     status}, {@code headers}, {@code body}, {@code time} or {@code get_with_body}
 * @param detail one sentence: what was seen, and where it is not good, what to do
 */
public record Finding(String check, Verdict verdict, String detail) {

    /** How good it is. */
    public enum Verdict {
        GOOD,
        /** Callbacks arrive, but something should be known. */
        WARNING,
        /** Callbacks do not arrive. */
        BAD;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding good(String check, String detail) {
        return new Finding(check, Verdict.GOOD, detail);
    }

    static Finding warning(String check, String detail) {
        return new Finding(check, Verdict.WARNING, detail);
    }

    static Finding bad(String check, String detail) {
        return new Finding(check, Verdict.BAD, detail);
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("check", check)
                .put("verdict", verdict.wire())
                .put("detail", detail);
    }

    @Override
    public String toString() {
        String mark = switch (verdict) {
            case GOOD -> "good   ";
            case WARNING -> "warning";
            case BAD -> "BAD    ";
        };
        return "%s  %-13s  %s".formatted(mark, check, detail);
    }
}
