package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import omnirelay.feed.Admission.Viewer;
import omnirelay.message.NumberedEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets everything that can happen to a feed happen in every order that chance brings: batches of two nodes,
 * notifications that are early, late or lost, reads that overtake one another or fail, subscribers that come, stall and
 * come back, events that are forgotten, histories that end. What each subscriber gets is checked frame by frame.
 */
class FeedSimulationTest {
    private static final int STEPS = 400;

    private final List<Runnable> loop = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<Runnable> handovers = new ArrayList<>();
    private final Map<CheckingOutlet, Seat> seats = new LinkedHashMap<>();
    private final Set<CheckingOutlet> unanswered = new HashSet<>();
    private final Seats all = new Seats(5);
    private String epochHere = "";

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySubscriberGetsEveryMatchingEventOnceAndInOrderOrAReset(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        SimulatedDatabase database = new SimulatedDatabase(random);
        EventLog log = new EventLog(database, 10, later::add, all, new FeedFigures());
        Serving serving = new Serving(log, new Turns(loop::add), Duration.ofDays(1));
        log.begin(database.now());

        for (int step = 0; step < STEPS; step++) {
            happen(random, database, log, serving);
        }
        settle(random, database, log);

        assertThat(log.head()).isEqualTo(database.now());
        seats.keySet().stream().filter(CheckingOutlet::subscribed).forEach(outlet -> {
            assertThat(outlet.live()).isTrue();
            outlet.heartbeat(database.now().seq(), database.now().seq());
        });
    }

    private void happen(RandomGenerator random, SimulatedDatabase database, EventLog log, Serving serving) {
        switch (random.nextInt(14)) {
            case 0 -> commitHere(random, database, log);
            case 1 -> commitElsewhere(random, database, log);
            case 2 -> subscribeAnew(random, database, serving);
            case 3 -> subscribeAgain(random, database);
            case 5 -> runFirst(handovers);
            case 6 -> runFirst(later);
            case 7, 8, 9 -> runFirst(loop);
            case 4, 10 -> answer(database);
            case 11, 12 -> send(random);
            default -> rarely(random, database, log);
        }
    }

    /** The ledger says that an epoch begins before it hands over any of its events. */
    private void commitHere(RandomGenerator random, SimulatedDatabase database, EventLog log) {
        LogHead before = database.now();
        if (!before.epoch().equals(epochHere)) {
            epochHere = before.epoch();
            handovers.add(() -> log.begin(before));
        }
        List<NumberedEvent> committed = database.commit(1 + random.nextInt(5));
        handovers.add(() -> log.publish(committed));
        notified(random, database, log);
    }

    private void commitElsewhere(RandomGenerator random, SimulatedDatabase database, EventLog log) {
        database.commit(1 + random.nextInt(15));
        notified(random, database, log);
    }

    private void notified(RandomGenerator random, SimulatedDatabase database, EventLog log) {
        long head = database.now().seq();
        if (random.nextInt(4) > 0) {
            loop.add(() -> log.headMovedTo(head));
        }
    }

    private void subscribeAnew(RandomGenerator random, SimulatedDatabase database, Serving serving) {
        Filter filter = random.nextBoolean()
                ? Filter.ALL
                : Filter.of(new JsonObject().put("channel", "sms"), FeedUnderTest.NUMBERS);
        CheckingOutlet outlet = new CheckingOutlet(database, filter);
        Seat seat = new Seat(serving, outlet, new Viewer("anyone", Instant.MAX), all::remove);
        if (all.add(seat)) {
            seats.put(outlet, seat);
            subscribe(outlet, seat, cursor(random, database));
        }
    }

    private void subscribeAgain(RandomGenerator random, SimulatedDatabase database) {
        if (seats.isEmpty()) {
            return;
        }
        Map.Entry<CheckingOutlet, Seat> one = any(random, seats.entrySet());
        CheckingOutlet outlet = one.getKey();
        if (random.nextInt(5) == 0) {
            seats.remove(outlet);
            one.getValue().leave();
        } else if (!outlet.closed() && !unanswered.contains(outlet)) {
            subscribe(outlet, one.getValue(), cursor(random, database));
        }
    }

    /** The next {@code subscribe} is taken in when this one is answered. */
    private void subscribe(CheckingOutlet outlet, Seat seat, Cursor after) {
        unanswered.add(outlet);
        seat.subscribe(new Subscription(outlet.filter(), after, Duration.ofSeconds(60), true))
                .onComplete(answered -> unanswered.remove(outlet));
    }

    private static Cursor cursor(RandomGenerator random, SimulatedDatabase database) {
        LogHead head = database.now();
        return switch (random.nextInt(4)) {
            case 0 -> Cursor.End.NOW;
            case 1 -> Cursor.End.START;
            case 2 -> new Cursor.After(head.epoch(), random.nextLong(head.seq() + 3));
            default -> new Cursor.After("epoch0", random.nextLong(head.seq() + 1));
        };
    }

    private void rarely(RandomGenerator random, SimulatedDatabase database, EventLog log) {
        switch (random.nextInt(6)) {
            case 0 -> {
                runAll(handovers);
                database.beginEpoch(
                        (int) random.nextLong(Math.min(5, database.now().seq() + 1)));
            }
            case 1 -> database.forgetUpTo(random.nextLong(database.now().seq() + 1));
            case 2, 3 -> log.look();
            default -> tick();
        }
    }

    private void tick() {
        new ArrayList<>(seats.values()).forEach(seat -> seat.tick(System.nanoTime(), Instant.EPOCH));
    }

    private void answer(SimulatedDatabase database) {
        if (database.hasAnswers()) {
            database.answerOne();
        }
    }

    private void send(RandomGenerator random) {
        List<CheckingOutlet> full =
                seats.keySet().stream().filter(CheckingOutlet::hasUnsent).toList();
        if (!full.isEmpty()) {
            any(random, full).sendOne();
        }
    }

    /** Until nothing more happens, with a look and a tick now and then as in real life. */
    private void settle(RandomGenerator random, SimulatedDatabase database, EventLog log) {
        int turns = 0;
        for (int round = 0; round < 30; round++) {
            log.look();
            tick();
            while (busy(database)) {
                assertThat(turns++).as("turns until nothing happens").isLessThan(20_000);
                runAll(handovers);
                runAll(later);
                runAll(loop);
                answer(database);
                send(random);
            }
        }
    }

    private boolean busy(SimulatedDatabase database) {
        return !handovers.isEmpty()
                || !later.isEmpty()
                || !loop.isEmpty()
                || database.hasAnswers()
                || seats.keySet().stream().anyMatch(CheckingOutlet::hasUnsent);
    }

    private static void runFirst(List<Runnable> tasks) {
        if (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }

    private static void runAll(List<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            runFirst(tasks);
        }
    }

    private static <T> T any(RandomGenerator random, Collection<T> some) {
        return new ArrayList<>(some).get(random.nextInt(some.size()));
    }
}
