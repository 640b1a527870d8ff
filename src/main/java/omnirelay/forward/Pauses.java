package omnirelay.forward;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: as TeleSign does after 5, 10 and 15 s (documented for SMS), then twice as long each time, up to an
 * hour, for a day.
 */
final class Pauses {
    private static final List<Duration> FIRST =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);
    private static final int DOUBLINGS_MAX = 20;

    private final RandomGenerator random;
    private final double timeScale;

    /** @param timeScale how many times faster than real time's the clock runs */
    Pauses(RandomGenerator random, double timeScale) {
        this.random = random;
        this.timeScale = timeScale;
    }

    /**
     * The pause after a try that failed; empty where it was the last.
     *
     * @param tries that were made, this one included
     * @param age since the first was to be made
     * @param asked how long the receiver asks to be left alone at least; up to an hour is granted
     */
    Optional<Duration> after(int tries, Duration age, Duration asked) {
        Duration own = scaled(tries <= FIRST.size() ? FIRST.get(tries - 1) : grown(tries - FIRST.size()));
        Duration wish = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        Duration pause = own.compareTo(wish) < 0 ? wish : own;
        return age.plus(pause).compareTo(givenUpAfter()) > 0 ? Optional.empty() : Optional.of(pause);
    }

    /** How old a delivery becomes. */
    Duration givenUpAfter() {
        return scaled(GIVEN_UP_AFTER);
    }

    /** By chance up to half longer, so that what failed together does not come back together. */
    private Duration grown(int doublings) {
        Duration last = FIRST.get(FIRST.size() - 1);
        long whole = Math.min(LONGEST.toMillis(), last.toMillis() << Math.min(doublings, DOUBLINGS_MAX));
        return Duration.ofMillis(whole + random.nextLong(whole / 2));
    }

    private Duration scaled(Duration real) {
        return Duration.ofMillis((long) Math.ceil(real.toMillis() / timeScale));
    }
}
