package omnirelay.message;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How TeleSign's way to us stands. Nobody is called silent who has nothing to tell: a silence begins with the later of
 * TeleSign's last report and the taking of the first message of which nothing has been heard since.
 *
 * @param at when this was so
 * @param lastReport when TeleSign last called back, whatever about; null where it never did
 * @param awaitedSince since when a report has been awaited; null where none is
 * @param usual the time within which nine of ten reports came that were awaited before; null where too few did to tell
 */
public record TelesignLink(
        Instant at,
        @Nullable Instant lastReport,
        @Nullable Instant awaitedSince,
        @Nullable Duration usual) {

    private static final int MANY_TIMES = 5;
    private static final Duration LEAST = Duration.ofSeconds(30);
    private static final Duration WHERE_NOTHING_IS_KNOWN = Duration.ofMinutes(5);

    /** However fast a clock runs, the way itself takes a while. */
    private static final Duration NEVER_BELOW = Duration.ofSeconds(1);

    /**
     * Whether it has been silent for so long that something must be wrong: five times as long as usual, and half a minute
     * at least; five minutes where the usual time is not known.
     *
     * @param timeScale how many times faster than real time TeleSign's clock runs
     */
    public boolean silent(double timeScale) {
        return awaitedSince != null && Duration.between(awaitedSince, at).compareTo(patience(timeScale)) > 0;
    }

    private Duration patience(double timeScale) {
        Duration patience = usual == null
                ? scaled(WHERE_NOTHING_IS_KNOWN, timeScale)
                : longer(scaled(LEAST, timeScale), usual.multipliedBy(MANY_TIMES));
        return longer(patience, NEVER_BELOW);
    }

    private static Duration scaled(Duration real, double timeScale) {
        return Duration.ofMillis(Math.round(real.toMillis() / timeScale));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
