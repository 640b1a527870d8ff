package omnirelay.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import omnirelay.message.Lane;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is held in the queue itself: it is not claimed, and does not stand before what may be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("alone")
class HeldQueueIT {
    private static final Map<Lane, Integer> SOME = Map.of(Lane.OTP, 16, Lane.ARN, 16, Lane.MKT, 16);
    private static final int MANY = 5_000;

    private static final String EXAMINED =
            "SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_user_tables WHERE relname = 'queue'";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private Pool pool;
    private CommandQueue queue;

    /** One connection, because each counts what it reads by itself. */
    @BeforeAll
    void connect() {
        pool = database.pool(vertx, 1);
        queue = new CommandQueue(pool, "node");
    }

    @AfterAll
    void stop() {
        Soon.await(vertx.close());
        database.close();
    }

    @BeforeEach
    void nothingWaits() {
        database.execute("TRUNCATE queue; TRUNCATE hold RESTART IDENTITY");
    }

    @Test
    void howMuchAClaimExaminesDoesNotDependOnHowMuchIsHeld() {
        fill(Lane.MKT, "spring", 1, MANY);
        fill(Lane.MKT, "other", MANY + 1, 5);
        fill(Lane.OTP, "code", MANY + 6, 5);
        hold("spring");

        long before = examined();
        List<Integer> atFirst = claim();
        assertThat(atFirst).as("held ones hide what comes later").containsExactly(numbers(MANY + 6, 5));
        assertThat(examined() - before).isLessThan(1_000);

        putAllAside();
        before = examined();
        assertThat(claim()).containsExactly(numbers(MANY + 1, 5));
        assertThat(examined() - before).isLessThan(100);
    }

    @Test
    void onceItIsReleasedTheOldestComeFirstPutAsideOrNot() {
        fill(Lane.MKT, "spring", 1, 10);
        fill(Lane.MKT, "other", 11, 10);
        hold("spring");
        hold("other");
        putAllAside();
        fill(Lane.MKT, "spring", 21, 10);
        fill(Lane.MKT, "free", 31, 10);

        release("spring");
        release("other");

        assertThat(claim()).containsExactly(numbers(1, 16));
        assertThat(claim()).containsExactly(numbers(17, 16));
        assertThat(claim()).containsExactly(numbers(33, 8));
    }

    @Test
    void whatTwoHoldsCoverWaitsForBoth() {
        fill(Lane.MKT, "spring", 1, 3);
        database.execute("INSERT INTO hold (message_type, who, why) VALUES ('MKT', 'ops', 'a test')");
        hold("spring");
        putAllAside();

        database.execute("UPDATE hold SET released_at = now() WHERE message_type = 'MKT'");
        assertThat(claim()).isEmpty();
        assertThat(Soon.await(queue.putAside(Set.of(Lane.MKT)))).isEqualTo(3);
        assertThat(claim()).isEmpty();

        release("spring");
        assertThat(claim()).containsExactly(1, 2, 3);
    }

    /** As one that began before the hold was released and is committed after it. */
    @Test
    void whatIsPutAsideTooLateIsNotForgotten() {
        fill(Lane.ARN, "spring", 1, 3);
        hold("spring");
        release("spring");
        database.execute("UPDATE queue SET held_by = 1");

        assertThat(claim()).containsExactly(1, 2, 3);
    }

    @Test
    void whatTheLedgerHasLockedIsNotWaitedFor() throws SQLException {
        fill(Lane.MKT, "spring", 1, 3);
        hold("spring");
        try (Connection ledger = database.database().connect();
                Statement statement = ledger.createStatement()) {
            ledger.setAutoCommit(false);
            statement.execute("DELETE FROM queue WHERE message_id = '%s'".formatted(id(2)));

            assertThat(Soon.await(queue.putAside(Set.of(Lane.MKT)))).isEqualTo(2);
        }
    }

    private void putAllAside() {
        Set<Lane> lanes = SOME.keySet();
        for (int some = 1; some > 0; ) {
            some = Soon.await(queue.putAside(lanes));
        }
    }

    /** The numbers of what is claimed, in its order. */
    private List<Integer> claim() {
        return Soon.await(queue.claim(SOME)).stream()
                .map(claimed -> (int) claimed.id().value().getLeastSignificantBits())
                .toList();
    }

    private long examined() {
        Soon.await(pool.query("SELECT pg_stat_force_next_flush()").execute());
        return Soon.await(pool.query(EXAMINED).execute()).iterator().next().getLong("rows");
    }

    private void fill(Lane lane, String label, int first, int count) {
        database.execute("""
                INSERT INTO queue (message_id, lane, message_type, client, country, label)
                SELECT ('01900000-0000-7000-0000-' || lpad(to_hex(number), 12, '0'))::uuid, %d, '%s', 'shop', 'US', '%s'
                FROM generate_series(%d, %d) AS number
                """.formatted(lane.place(), lane, label, first, first + count - 1));
    }

    private static String id(int number) {
        return "01900000-0000-7000-0000-%012x".formatted(number);
    }

    private void hold(String label) {
        database.execute("INSERT INTO hold (label, who, why) VALUES ('%s', 'ops', 'a test')".formatted(label));
    }

    private void release(String label) {
        database.execute("UPDATE hold SET released_at = now() WHERE label = '%s'".formatted(label));
    }

    private static Integer[] numbers(int first, int count) {
        return IntStream.range(first, first + count).boxed().toArray(Integer[]::new);
    }
}
