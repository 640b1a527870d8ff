package omnirelay.telesign;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a recipient means by a single word. TeleSign finds it out where that feature is enabled, and never for MMS and
 * Viber, so the relay looks too (the words are those of TeleSign's page on keywords of inbound SMS).
 */
final class Keyword {
    private static final Set<String> STOP = Set.of("arrêt", "arret", "cancel", "end", "quit", "stop", "unsubscribe");
    private static final Set<String> START = Set.of("start");
    private static final Pattern AROUND_THE_WORD = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private Keyword() {}

    /** {@code stop} or {@code start}; empty where the text says anything more or else. */
    static Optional<String> actionOf(String text) {
        String word = AROUND_THE_WORD.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        if (STOP.contains(word)) {
            return Optional.of("stop");
        }
        return START.contains(word) ? Optional.of("start") : Optional.empty();
    }
}
