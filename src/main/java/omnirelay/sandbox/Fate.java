package omnirelay.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What comes back about one channel if nothing cuts it short. The last receipt, or the one before a read
 * notification, ends the channel's part.
 *
 * @param evenLate whether receipts are passed on even after the channel's time ran out
 */
record Fate(List<Receipt> receipts, boolean evenLate) {

    /** A code and how long after the channel's beginning it comes, in TeleSign's time. */
    record Receipt(Duration after, int code) {}

    static Fate delivered(RandomGenerator random) {
        return inTime(atGateway(random), new Receipt(millis(random, 1_000, 8_000), Code.DELIVERED));
    }

    static Fate deliveredWithoutGateway(RandomGenerator random) {
        return inTime(new Receipt(millis(random, 1_000, 8_000), Code.DELIVERED));
    }

    static Fate read(RandomGenerator random) {
        Receipt delivered = new Receipt(millis(random, 1_000, 8_000), Code.DELIVERED);
        Duration seen = delivered.after().plus(millis(random, 5_000, 60_000));
        return inTime(atGateway(random), delivered, new Receipt(seen, Code.READ));
    }

    /** The recipient is reached at last, but the receipt comes after the channel's time, and TeleSign drops it. */
    static Fate late(Leg leg, RandomGenerator random) {
        return new Fate(lateReceipts(leg, random), false);
    }

    /** As {@link #late}, but the receipt is passed on, though another channel may have delivered by then. */
    static Fate lateButTold(Leg leg, RandomGenerator random) {
        return new Fate(lateReceipts(leg, random), true);
    }

    static Fate failed(int code, RandomGenerator random) {
        return inTime(new Receipt(millis(random, 300, 1_500), code));
    }

    static Fate unconfirmed(RandomGenerator random) {
        return inTime(atGateway(random), new Receipt(millis(random, 10_000, 28_000), Code.UNCONFIRMED));
    }

    /** The channel never begins: its part of the request is at fault. */
    static Fate impossible(int code, RandomGenerator random) {
        return inTime(new Receipt(millis(random, 5, 15), code));
    }

    private static List<Receipt> lateReceipts(Leg leg, RandomGenerator random) {
        Duration after = leg.fallbackTime().plus(millis(random, 20_000, 60_000));
        return List.of(atGateway(random), new Receipt(after, Code.DELIVERED));
    }

    private static Fate inTime(Receipt... receipts) {
        return new Fate(List.of(receipts), false);
    }

    private static Receipt atGateway(RandomGenerator random) {
        return new Receipt(millis(random, 200, 900), Code.AT_GATEWAY);
    }

    static Duration millis(RandomGenerator random, int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to));
    }
}
