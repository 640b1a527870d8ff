package omnirelay.forward;

import static omnirelay.support.Soon.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForgettingIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final Forgetting forgetting = new Forgetting(database.pool(vertx), Duration.ofHours(24));

    @AfterEach
    void close() {
        await(vertx.close());
        database.close();
    }

    private void pending(String rows) {
        database.execute("""
                INSERT INTO delivery (url, receiver, message_id, seq, since, tries, next_at)
                SELECT 'u', receiver, lpad(message::text, 32, '0')::uuid, seq, now() - age::interval, 7, now() + interval '1 h'
                FROM (%s) AS row (receiver, message, seq, age)
                """.formatted(rows));
    }

    @Test
    void whatIsOlderThanADayEndsInOrderAndWhatWaitsBehindIsDue() {
        pending("""
                VALUES ('a', 1, 1, '25 h'), ('a', 1, 2, '25 h'), ('a', 1, 3, '23 h'),
                       ('a', 2, 4, '23 h'),
                       ('b', 1, 5, '26 h'), ('b', 1, 6, '1 h')
                """);
        String underWay =
                database.texts("SELECT number FROM delivery WHERE seq = 5").get(0);

        await(forgetting.inTime(Set.of(Long.valueOf(underWay))));

        assertThat(database.texts("SELECT seq FROM delivery ORDER BY seq")).containsExactly("3", "4", "5", "6");
        assertThat(database.texts("SELECT seq FROM delivery WHERE next_at <= now()"))
                .containsExactly("3");
        assertThat(database.texts("""
                SELECT concat_ws(' ', receiver, seq, try, status, trouble, next_at) FROM attempt ORDER BY number
                """)).containsExactly("a 1 8 given up after 24 h", "a 2 8 given up after 24 h");
    }

    @Test
    void aBacklogEndsAtOnceHoweverLongItIs() {
        pending("SELECT 'r' || i % 3, i / 2, i, '25 h' FROM generate_series(1, 12000) i");
        pending("VALUES ('r1', 0, 12001, '1 h')");

        await(forgetting.inTime(Set.of()));

        assertThat(database.texts("SELECT seq FROM delivery")).containsExactly("12001");
        assertThat(database.texts("SELECT count(*) FROM attempt")).containsExactly("12000");
        assertThat(database.texts("""
                SELECT count(*) FROM attempt earlier JOIN attempt later USING (receiver, message_id)
                WHERE earlier.number < later.number AND earlier.seq > later.seq
                """)).containsExactly("0");
    }

    @Test
    void triesAndReceiversAreForgottenAfterAWeek() {
        database.execute("""
                INSERT INTO receiver (name, told_at) VALUES
                  ('gone', now() - interval '8 days'), ('waiting', now() - interval '8 days'), ('told', now());
                INSERT INTO attempt (receiver, message_id, seq, try, at, took_ms) VALUES
                  ('told', gen_random_uuid(), 1, 1, now() - interval '8 days', 1),
                  ('told', gen_random_uuid(), 2, 1, now() - interval '6 days', 1)
                """);
        pending("VALUES ('waiting', 1, 1, '1 h')");

        await(forgetting.inTime(Set.of()));

        assertThat(database.texts("SELECT name FROM receiver")).containsExactlyInAnyOrder("waiting", "told");
        assertThat(database.texts("SELECT seq FROM attempt")).containsExactly("2");
    }
}
