package omnirelay.through;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of TeleSign's paths are passed on. */
final class PassedPath {
    /**
     * Ids, numbers and names are written with these. Whatever has a second spelling is refused, so that nothing gets past
     * the routes of {@code /v1/omnichannel} that TeleSign would take for it.
     */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_+~@:=-][A-Za-z0-9_+~@:=.-]*){2,}");

    private static final String MESSAGES = "/v1/omnichannel";
    private static final String TEMPLATES = MESSAGES + "/templates";

    private PassedPath() {}

    /**
     * The API that a path belongs to, by a name out of few, to count by; empty where it is not passed on.
     *
     * @param path as received: not decoded, not normalised
     */
    static Optional<String> api(String path) {
        if (!PLAIN.matcher(path).matches()) {
            return Optional.empty();
        }
        if (isBelow(path, TEMPLATES)) {
            return Optional.of("templates");
        }
        if (path.toLowerCase(Locale.ROOT).startsWith(MESSAGES)) {
            return Optional.empty();
        }
        return Optional.of(name(path));
    }

    private static String name(String path) {
        return switch (path.split("/", 4)[1]) {
            case "capability" -> "capability";
            case "v2" -> "v2";
            default -> isBelow(path, "/v1/messaging") ? "messaging" : isBelow(path, "/v1/verify") ? "verify" : "other";
        };
    }

    private static boolean isBelow(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }
}
