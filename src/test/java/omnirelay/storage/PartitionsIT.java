package omnirelay.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that came before their partition was there do not keep it from being made. */
class PartitionsIT {
    private static final String MAKE = "SELECT make_partitions()";

    private static final String FORGET_THIS_MONTH_AND_THE_THIRD_MILLION = """
            DO $$
            DECLARE
              tbl text;
            BEGIN
              FOREACH tbl IN ARRAY ARRAY['message', 'recipient', 'content', 'report', 'callback', 'callback_body'] LOOP
                EXECUTE 'DROP TABLE ' || tbl || to_char(now() AT TIME ZONE 'UTC', '_YYYY_MM');
              END LOOP;
              DROP TABLE event_2;
            END
            $$
            """;

    /** Takes the message's time and its number. */
    private static final String MESSAGE = """
            WITH at AS (SELECT uuid_floor(%1$s) AS id, %2$d AS seq),
            content AS (INSERT INTO content SELECT id, 'text ' || seq FROM at),
            event AS (INSERT INTO event (seq, at, type, message_id, body) SELECT seq, now(), 'sent', id, '{}' FROM at)
            INSERT INTO message (id, accepted_at, changed_at, seq, sent_here, channels, fallback_seconds, send, attempt,
                                 reference_taken, code, description, outcome, final, double_delivery)
            SELECT id, now(), now(), seq, true, '{sms}', '{60}', 'sent', 1, false, 3001, '', 'in_progress', false, false
            FROM at
            """;

    private static final String WHERE_THEY_ARE = """
            SELECT format('%s %s %s', seq, message.tableoid::regclass, body)
            FROM message JOIN content ON message_id = id ORDER BY seq
            """;

    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void forgetPartitions() {
        database.execute(FORGET_THIS_MONTH_AND_THE_THIRD_MILLION);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void rowsThatCameBeforeTheirPartitionMoveIntoItAndTheOthersStay() throws SQLException {
        database.execute(message("now()", 1_999_999));
        database.execute(message("now() + interval '1 second'", 2_000_000));
        database.execute(message("now() + interval '10 years'", 7_000_000));
        assertThat(read("SELECT DISTINCT tableoid::regclass FROM message")).containsExactly("message_default");

        database.execute(MAKE);

        String month =
                read("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM')").get(0);
        assertThat(read(WHERE_THEY_ARE))
                .containsExactly(
                        "1999999 message_%s text 1999999".formatted(month),
                        "2000000 message_%s text 2000000".formatted(month),
                        "7000000 message_default text 7000000");
        assertThat(read("SELECT tableoid::regclass FROM event ORDER BY seq"))
                .containsExactly("event_1", "event_2", "event_default");
    }

    @Test
    void aPartitionThatWasFilledByMovingHasTheIndexesOfTheOthers() throws SQLException {
        database.execute(message("now()", 2_000_000));

        database.execute(MAKE);

        for (String table : List.of("message", "event")) {
            assertThat(read("""
                            SELECT DISTINCT (SELECT count(*) FROM pg_index WHERE indrelid = relid AND indisvalid)
                            FROM pg_partition_tree('%s')
                            """.formatted(table)))
                    .as("how many indexes %s and its partitions have", table)
                    .hasSize(1);
        }
    }

    @Test
    void aBatchThatIsUnderWayIsWaitedForAndItsRowsMoveToo() throws Exception {
        try (Connection batch = database.database().connect();
                Statement statement = batch.createStatement()) {
            batch.setAutoCommit(false);
            statement.execute("SELECT seq FROM feed_head FOR UPDATE");
            statement.execute(message("now()", 2_000_000));

            CompletableFuture<Void> made = CompletableFuture.runAsync(() -> database.execute(MAKE));
            awaitOneThatWaitsForALock();
            batch.commit();

            made.get(30, SECONDS);
        }
        assertThat(read("SELECT tableoid::regclass FROM event")).containsExactly("event_2");
    }

    @Test
    void aLongReaderIsNotWaitedForAndTheNextCallMakesUpForIt() throws Exception {
        try (Connection dump = database.database().connect();
                Statement statement = dump.createStatement()) {
            dump.setAutoCommit(false);
            statement.executeQuery("SELECT * FROM message_default").close();

            assertThatThrownBy(() -> database.execute(MAKE)).hasMessageContaining("lock timeout");
            assertThat(read("SELECT to_regclass('event_2')")).containsOnlyNulls();
        }

        database.execute(MAKE);

        assertThat(read("SELECT to_regclass('event_2')")).containsExactly("event_2");
    }

    private void awaitOneThatWaitsForALock() {
        await().until(() -> !read("""
                        SELECT pid FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND datname = current_database()
                        """).isEmpty());
    }

    private static String message(String moment, long seq) {
        return MESSAGE.formatted(moment, seq);
    }

    /** The first column of every row, as text. */
    private List<String> read(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
