package omnirelay.dispatch;

import java.time.Duration;

/**
 * How much later than their slots requests left this node. Whoever comes later still stands too close to those that
 * came after them, so beyond what the slots' spacing allows for, the pace waits once for all that were late together.
 */
final class Arrears {
    /** The spacing of slots leaves this much room in a second. */
    private static final Duration ROOM = Duration.ofMillis(40);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private Duration worst = Duration.ZERO;
    private long paidAt = System.nanoTime() - SECOND;

    void left(Slot slot) {
        Duration lateness = slot.lateness();
        worst = lateness.compareTo(worst) > 0 ? lateness : worst;
    }

    /** What the pace has to wait; nothing where it did within the last second. */
    Duration takeDue() {
        if (worst.compareTo(ROOM) <= 0 || System.nanoTime() - paidAt < SECOND) {
            return Duration.ZERO;
        }
        Duration due = worst.minus(ROOM);
        worst = Duration.ZERO;
        paidAt = System.nanoTime();
        return due;
    }
}
