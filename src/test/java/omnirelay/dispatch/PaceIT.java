package omnirelay.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.config.RelayConfig;
import omnirelay.message.Lane;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the account's pace is, whoever keeps it. */
@Tag("alone")
class PaceIT {
    private static final int RATE = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** On a busy machine turns are noticed later than they come, now more, now less. A burst would be a multiple of it. */
    private static final int BLUR = 3;

    private static TestDatabase database;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void startAnew() {
        database.execute("UPDATE pace SET next_at = now(), marketing_next_at = now(), speed = 1, changed_at = now()");
    }

    @AfterEach
    void stop() {
        Soon.await(vertx.close());
    }

    @Test
    void noSecondHoldsMoreThanTheRateOnAllNodesTogether() {
        Node one = new Node(1);
        Node other = new Node(1);

        List<Long> left = times(Stream.concat(one.turns(Lane.MKT, RATE), other.turns(Lane.OTP, RATE)));

        assertThat(mostInAnySecond(left)).isLessThanOrEqualTo(RATE + BLUR);
        assertThat(seconds(left)).isLessThan(4);
    }

    @Test
    void marketingUsesNoMoreThanItsShareAndTheOthersTheRest() {
        Node node = new Node(0.5);

        List<Future<Long>> marketing = node.turns(Lane.MKT, 2 * RATE).toList();
        List<Long> alerts = times(node.turns(Lane.ARN, RATE / 2));

        assertThat(seconds(alerts)).isLessThan(2);
        assertThat(mostInAnySecond(times(marketing.stream()))).isLessThanOrEqualTo((int) (RATE * 0.6));
    }

    @Test
    void theMoreUrgentLaneGoesFirstOnTheSameNodeAndOnAnother() {
        Node one = new Node(1);
        Node other = new Node(1);
        List<Future<Long>> marketing = one.turns(Lane.MKT, 2 * RATE).toList();
        Soon.await(marketing.get(0));

        long asked = System.nanoTime();
        List<Long> codes = times(Stream.concat(one.turns(Lane.OTP, 1), other.turns(Lane.OTP, 1)));

        assertThat(codes).allMatch(left -> left - asked < Duration.ofMillis(500).toNanos());
        assertThat(marketing.get(2 * RATE - 1).isComplete()).isFalse();
    }

    @Test
    void inOneLaneWhoCameFirstGoesFirst() {
        Node node = new Node(1);

        List<Long> slots = times(IntStream.range(0, RATE / 2)
                .mapToObj(i ->
                        node.onLoop(() -> node.pace.slot(Lane.ARN, PATIENCE).map(Slot::nanos))));

        assertThat(slots).isSorted();
    }

    @Test
    void whoHasNoSlotInTimeIsTold() {
        Node node = new Node(1);
        node.turns(Lane.OTP, RATE);

        assertThatThrownBy(() -> Soon.await(node.onLoop(() -> node.pace.slot(Lane.MKT, Duration.ofMillis(100)))))
                .isInstanceOf(NoSlotException.class);
    }

    /** As a node does that stood still. */
    @Test
    void whatHadASlotThatIsOverWaitsForAnother() {
        Node node = new Node(1);
        Slot over = new Slot(System.nanoTime() - 1_000_000_000L, System.nanoTime() - 1_000_000_000L);

        List<Long> left = times(IntStream.range(0, 5)
                .mapToObj(i -> node.onLoop(() ->
                        node.pace.moment(over, Lane.OTP, Deadline.in(PATIENCE)).map(come -> System.nanoTime()))));

        // The first may leave late on a busy machine, and then so much closer to the others.
        assertThat(seconds(left)).isGreaterThan(2.0 / RATE);
    }

    @Test
    void aSlotThatIsGivenBackIsSomebodyElses() {
        Node node = new Node(1);
        Slot slot = Soon.await(node.onLoop(() -> node.pace.slot(Lane.MKT, PATIENCE)));

        Future<Slot> next = node.onLoop(() -> {
            node.pace.giveBack(slot);
            return node.pace.slot(Lane.MKT, PATIENCE);
        });

        assertThat(Soon.await(next)).isSameAs(slot);
    }

    @Test
    void tooManyRequestsHalveTheRateWhichComesBack() {
        Node node = new Node(1);
        assertThat(node.rateNow()).isEqualTo(RATE);

        Soon.await(node.table.slowDown());
        Soon.await(node.table.slowDown());
        assertThat(node.rateNow()).isBetween(RATE / 2.0, RATE * 0.6);

        database.execute("UPDATE pace SET changed_at = now() - interval '15 s'");
        assertThat(node.rateNow()).isBetween(RATE * 0.7, RATE * 0.9);

        database.execute("UPDATE pace SET changed_at = now() - interval '31 s'");
        assertThat(node.rateNow()).isEqualTo(RATE);
    }

    @Test
    void howeverOftenThereAreTooManyOneASecondIsLeft() {
        Node node = new Node(1);
        for (int i = 0; i < 10; i++) {
            Soon.await(node.table.slowDown());
            database.execute("UPDATE pace SET changed_at = now() - interval '1.01 s', speed = speed / 2");
        }

        assertThat(node.rateNow()).isBetween(1.0, 2.0);
    }

    /** As after the fail-over to a server whose clock is behind. */
    @Test
    void aClockThatWasSetBackStopsNobody() {
        database.execute(
                "UPDATE pace SET next_at = now() + interval '1 h', marketing_next_at = now() + interval '1 h'");

        assertThat(seconds(times(new Node(0.8).turns(Lane.MKT, 10)))).isLessThan(3);
    }

    private static List<Long> times(Stream<Future<Long>> turns) {
        return turns.toList().stream().map(Soon::await).toList();
    }

    private static double seconds(List<Long> left) {
        return (left.stream().mapToLong(Long::longValue).max().orElseThrow()
                        - left.stream().mapToLong(Long::longValue).min().orElseThrow())
                / 1e9;
    }

    private static int mostInAnySecond(List<Long> left) {
        List<Long> sorted = left.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= 1_000_000_000L) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** A pace of its own on an event loop of its own. */
    private final class Node {
        private final Context loop = vertx.getOrCreateContext();
        private final PaceTable table;
        private final Pace pace;

        Node(double marketingShare) {
            table = new PaceTable(database.pool(vertx), new RelayConfig.Pace(RATE, marketingShare), 1);
            pace = new Pace(vertx, table, new Unmeasured());
        }

        /** When each of so many requests may leave. */
        Stream<Future<Long>> turns(Lane lane, int count) {
            List<Future<Long>> turns = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                turns.add(onLoop(() -> pace.turn(lane, PATIENCE).map(come -> System.nanoTime())));
            }
            return turns.stream();
        }

        double rateNow() {
            return Soon.await(table.reserve(List.of(0, 0, 0, 0), Duration.ZERO)).rate();
        }

        <T> Future<T> onLoop(Supplier<Future<T>> work) {
            Promise<T> promise = Promise.promise();
            loop.runOnContext(turn -> work.get().onComplete(promise));
            return promise.future();
        }
    }

    private static final class Unmeasured implements SendMeter {
        @Override
        public void called(String outcome, long nanos) {}

        @Override
        public void slot(Lane lane, long nanosWaited) {}
    }
}
