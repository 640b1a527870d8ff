package omnirelay.forward;

import static omnirelay.support.Soon.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DueDeliveriesIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final DueDeliveries due = new DueDeliveries(database.pool(vertx));
    private final List<String> begun = new ArrayList<>();

    @AfterEach
    void close() {
        await(vertx.close());
        database.close();
    }

    private void pending(String rows) {
        database.execute("""
                INSERT INTO delivery (url, receiver, message_id, seq, next_at)
                SELECT 'u', receiver, lpad(message::text, 32, '0')::uuid, seq, now() + make_interval(secs => seconds)
                FROM (%s) AS row (receiver, message, seq, seconds)
                """.formatted(rows));
    }

    private boolean begin(int ofEach, BooleanSupplier room) {
        begun.clear();
        return await(due.begin(ofEach, room, delivery -> begun.add(delivery.receiver() + " " + delivery.seq())));
    }

    @Test
    void ofEachReceiverWhatIsDueFirstAndOfEachMessageTheFirst() {
        pending("""
                VALUES ('a', 1, 1, -10), ('a', 1, 2, -10), ('a', 2, 3, -30), ('a', 3, 4, -20), ('a', 4, 5, 60),
                       ('b', 1, 6, 60), ('b', 1, 7, -10),
                       ('c', 1, 8, -10)
                """);

        assertThat(begin(2, () -> true)).isFalse();
        assertThat(begun).containsExactly("a 3", "a 4", "c 8");

        assertThat(begin(8, () -> true)).isFalse();
        assertThat(begun).containsExactly("a 3", "a 4", "a 1", "c 8");
    }

    @Test
    void whereThereIsNoMoreRoomTheNextLookGoesOnBehind() {
        pending("SELECT name, 1, 1, -1 FROM unnest(ARRAY['a', 'b', 'c', 'd']) name");

        assertThat(begin(8, () -> begun.size() < 2)).isFalse();
        assertThat(begun).containsExactly("a 1", "b 1");
        assertThat(begin(8, () -> false)).isFalse();
        assertThat(begin(8, () -> begun.size() < 1)).isFalse();
        assertThat(begun).containsExactly("c 1");
        begin(8, () -> true);
        assertThat(begun).containsExactly("d 1");
        begin(8, () -> true);
        assertThat(begun).containsExactly("a 1", "b 1", "c 1", "d 1");
    }

    @Test
    void thousandsAreNotReadAtOnce() {
        pending("SELECT 'r' || 10000 + i, 1, 1, -1 FROM generate_series(0, 2499) i");

        assertThat(begin(8, () -> true)).isTrue();
        assertThat(begun).hasSize(1_000).startsWith("r10000 1");
        assertThat(begin(8, () -> true)).isTrue();
        assertThat(begun).hasSize(1_000).startsWith("r11000 1");
        assertThat(begin(8, () -> true)).isFalse();
        assertThat(begun).hasSize(500).endsWith("r12499 1");
    }
}
