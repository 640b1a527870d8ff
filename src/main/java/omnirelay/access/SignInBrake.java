package omnirelay.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slows down the guessing of passwords: who failed a few times with a name must wait, longer each time. */
final class SignInBrake {
    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<Guesser, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Guesser, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Guesser(String name, String address) {}

    private record Failures(int count, Instant freeAt) {}

    SignInBrake(InstantSource clock) {
        this.clock = clock;
    }

    /** Zero where the next try may be made now. */
    Duration wait(String name, String address) {
        Failures known = failures.get(new Guesser(name, address));
        if (known == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), known.freeAt());
        return left.isNegative() ? Duration.ZERO : left;
    }

    void failed(String name, String address) {
        Instant now = clock.instant();
        failures.compute(new Guesser(name, address), (guesser, known) -> {
            boolean fresh =
                    known == null || known.freeAt().plus(FORGOTTEN_AFTER).isBefore(now);
            int count = fresh ? 1 : known.count() + 1;
            return new Failures(count, now.plus(pause(count)));
        });
    }

    void succeeded(String name, String address) {
        failures.remove(new Guesser(name, address));
    }

    /** None for the first few, then 1 s, 2 s, 4 s and so on. */
    private static Duration pause(int count) {
        if (count < FREE) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(count - FREE, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
