package omnirelay.sandbox;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import omnirelay.sandbox.Fate.Receipt;

/**
 * Walks a send through its channels by TeleSign's rules. A channel that fails hands over at once; one that is neither
 * confirmed nor failed within its fallback time gets 3056 and hands over; the last one has nobody to hand over to, so
 * its fallback time does not count.
 */
final class Cascade {
    /** One channel's code changed. */
    record Turn(Duration at, int index, int code) {}

    private final List<Leg> legs;
    private final RandomGenerator random;
    private final List<Turn> turns = new ArrayList<>();

    private Cascade(List<Leg> legs, RandomGenerator random) {
        this.legs = legs;
        this.random = random;
    }

    /** The same random numbers give the same play. */
    static Play play(List<Leg> legs, Course course, RandomGenerator random) {
        Cascade cascade = new Cascade(legs, random);
        cascade.walk(course);
        String salt = ReferenceId.salt(random);
        List<String> salts = legs.stream().map(leg -> ReferenceId.salt(random)).toList();
        return new Play(salt, new Telling(legs, salts).tell(cascade.turns));
    }

    private void walk(Course course) {
        Optional<Duration> begin = Optional.of(Duration.ZERO);
        for (int index = 0; index < legs.size() && begin.isPresent(); index++) {
            Leg leg = legs.get(index);
            Fate fate = leg.fault().isPresent()
                    ? Fate.impossible(leg.fault().getAsInt(), random)
                    : course.fate(index, leg, random);
            begin = follow(index, begin.get(), fate);
        }
        turns.sort(comparing(Turn::at));
    }

    /** When the next channel begins; empty if this one settles the matter. */
    private Optional<Duration> follow(int index, Duration begin, Fate fate) {
        add(begin, index, Code.IN_PROGRESS);
        Iterator<Receipt> receipts = fate.receipts().iterator();
        boolean confirmed = false;
        while (receipts.hasNext()) {
            Receipt receipt = receipts.next();
            if (!confirmed && isTooLate(index, receipt)) {
                return Optional.of(runOut(index, begin, fate));
            }
            add(begin.plus(receipt.after()), index, receipt.code());
            if (Code.negative(receipt.code())) {
                return Optional.of(handOver(begin.plus(receipt.after())));
            }
            confirmed |= receipt.code() == Code.DELIVERED;
        }
        return Optional.empty();
    }

    private boolean isTooLate(int index, Receipt receipt) {
        boolean last = index == legs.size() - 1;
        return !last && receipt.after().compareTo(legs.get(index).fallbackTime()) > 0;
    }

    private Duration runOut(int index, Duration begin, Fate fate) {
        Duration end = begin.plus(legs.get(index).fallbackTime());
        add(end, index, Code.TIME_RAN_OUT);
        if (fate.evenLate()) {
            fate.receipts().stream()
                    .filter(receipt -> isTooLate(index, receipt))
                    .forEach(receipt -> add(begin.plus(receipt.after()), index, receipt.code()));
        }
        return handOver(end);
    }

    private Duration handOver(Duration end) {
        return end.plus(Fate.millis(random, 20, 50));
    }

    private void add(Duration at, int index, int code) {
        turns.add(new Turn(at, index, code));
    }
}
