package omnirelay.ledger;

import static omnirelay.support.Entries.ours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import omnirelay.config.RelayConfig;
import omnirelay.message.MessageId;
import omnirelay.message.Reply;
import omnirelay.support.DatabaseLink;
import omnirelay.support.DatabaseLink.Obstacle;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A ledger that cannot commit says so in time, and never of what it may yet commit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("alone")
class LedgerBusyIT {
    private static final Duration SHORT = Duration.ofMillis(300);

    @AutoClose
    private final LedgerFixture fixture = new LedgerFixture();

    private final Rows rows = fixture.rows();

    @Test
    void aCallbackUnderWayMayLeaveAndACommandMayNot() throws SQLException {
        MessageId sent = Entries.newId();
        var callback = Entries.callback(ours(sent), "sms:3002@1");
        try (LedgerUnderTest ledger = fixture.ledger()) {
            Future<Reply> command;
            try (Holder holder = headHolder()) {
                command = ledger.submit(Entries.begun(sent), SHORT);
                holder.awaitWaiting();
                Future<Reply> next = ledger.submit(callback, SHORT);
                assertBusy(next);
                assertThat(command.isComplete()).as("the command was told").isFalse();
            }

            assertThat(Soon.await(command)).isInstanceOf(Reply.Applied.class);
            assertThat(ledger.take(callback)).isEqualTo(new Reply.Kept(false));
        }
    }

    @Test
    void aCallbackThatLeftItsBatchMayBeCommittedAndIsKnownWhenItComesAgain() throws SQLException {
        var callback = Entries.callback(Entries.referenced("RW1"), "sms:3002@1");
        try (LedgerUnderTest ledger = fixture.ledger()) {
            try (Holder holder = headHolder()) {
                Future<Reply> underWay = ledger.submit(callback, SHORT);
                holder.awaitWaiting();
                assertBusy(underWay);
            }

            assertThat(ledger.take(callback)).isEqualTo(new Reply.Kept(true));
            assertThat(rows.count(
                            "callback WHERE message_id = $1",
                            Entries.arrival(callback).value()))
                    .isOne();
        }
    }

    @Test
    void aCommandWhoseBatchWasRolledBackIsToldAndForgotten() throws SQLException {
        MessageId sent = Entries.newId();
        try (LedgerUnderTest ledger = fixture.ledger()) {
            try (Holder holder = headHolder()) {
                Future<Reply> command = ledger.submit(Entries.begun(sent), SHORT);
                holder.awaitWaiting();
                assertBusy(command);
            }
            ledger.take(Entries.filed("behind it"));

            assertThat(rows.count("message WHERE id = $1", sent.value())).isZero();
        }
    }

    /** That the second try certainly did nothing says nothing about the first. */
    @Test
    void aCommandThatMayHaveBeenCommittedIsNotToldBusyWhenItsSecondTryFails() throws SQLException {
        MessageId sent = Entries.newId();
        try (DatabaseLink link = fixture.link();
                LedgerUnderTest ledger = fixture.ledger(link)) {
            link.put(Obstacle.LOSE_ANSWER_OF_COMMIT);
            Future<Reply> command = ledger.submit(Entries.begun(sent), SHORT);
            await().until(link::clear);
            link.put(Obstacle.CLOSED);
            try (Holder holder = new Holder("LOCK TABLE message")) {
                link.put(Obstacle.NONE);
                int secondTry = holder.awaitWaiting();
                await().until(() -> holder.awaitWaiting() != secondTry);
                assertThat(command.isComplete()).as("the command was told").isFalse();
            }
            assertThat(Soon.await(command)).isInstanceOf(Reply.Applied.class);
        }
    }

    @Test
    void noMoreWaitThanMayButAnAnswerAlwaysFinds() throws SQLException {
        MessageId sent = Entries.newId();
        RelayConfig.Ledger three = new RelayConfig.Ledger(3, 256, 1 << 20);
        try (LedgerUnderTest ledger = LedgerUnderTest.started(
                fixture.vertx(), fixture.database().database().connectOptions(), three)) {
            ledger.take(Entries.begun(sent));
            try (Holder holder = headHolder()) {
                Future<Reply> underWay = ledger.submit(Entries.filed("under way"));
                holder.awaitWaiting();
                for (int i = 0; i < 3; i++) {
                    ledger.submit(Entries.filed("waiting"));
                }
                assertBusy(ledger.submit(Entries.filed("too many")));
                assertBusy(ledger.submit(Entries.begun(Entries.newId())));
                Future<Reply> answer = ledger.submit(Entries.sent(sent, 1, "RA1"));
                holder.release();

                assertThat(Soon.await(answer)).isInstanceOf(Reply.Applied.class);
                Soon.await(underWay);
            }
        }
    }

    @Test
    void anEntryWithoutAnyPatienceIsTakenOrToldBusyButNeverBoth() {
        MessageId sent = Entries.newId();
        try (LedgerUnderTest ledger = fixture.ledger()) {
            Future<Reply> reply = ledger.submit(Entries.begun(sent), Duration.ZERO);

            Soon.await(Future.join(reply, Future.succeededFuture()).otherwiseEmpty());
            ledger.take(Entries.filed("behind it"));
            assertThat(rows.count("message WHERE id = $1", sent.value())).isEqualTo(reply.succeeded() ? 1 : 0);
        }
    }

    @Test
    void whileTheDatabaseIsAwayEntriesWaitAndWhenItIsBackTheyAreTaken() {
        try (DatabaseLink link = fixture.link();
                LedgerUnderTest ledger = fixture.ledger(link)) {
            link.put(Obstacle.CLOSED);
            assertBusy(ledger.submit(Entries.begun(Entries.newId()), SHORT));
            assertBusy(ledger.submit(Entries.filed("impatient"), SHORT));
            Future<Reply> patient = ledger.submit(Entries.filed("patient"));
            link.put(Obstacle.NONE);

            assertThat(Soon.await(patient)).isEqualTo(new Reply.Kept(false));
            assertThat(rows.count("callback WHERE detail = 'impatient'")).isZero();
        }
    }

    @Test
    void whatTheDatabaseDoesNotTakeWhileTheLedgerStopsIsGivenUp() {
        try (DatabaseLink link = fixture.link()) {
            LedgerUnderTest ledger = fixture.ledger(link);
            MessageId sent = Entries.newId();
            ledger.take(Entries.begun(sent));
            link.put(Obstacle.CLOSED);
            Future<Reply> callback = ledger.submit(Entries.filed("nobody takes it"));
            Future<Reply> answer = ledger.submit(Entries.sent(sent, 1, "RS1"));

            Soon.await(ledger.stop());

            assertBusy(callback);
            assertBusy(answer);
            assertBusy(ledger.submit(Entries.sent(sent, 1, "RS1")));
        }
    }

    private static void assertBusy(Future<Reply> reply) {
        assertThatThrownBy(() -> Soon.await(reply)).isInstanceOf(LedgerBusyException.class);
    }

    /** Holds the row that every batch needs, and every new connection. */
    private Holder headHolder() throws SQLException {
        return new Holder("SELECT seq FROM feed_head FOR UPDATE");
    }

    /** Holds what a batch needs. */
    private final class Holder implements AutoCloseable {
        private final Connection connection = fixture.database().database().connect();

        Holder(String locking) throws SQLException {
            connection.setAutoCommit(false);
            connection.createStatement().execute(locking);
        }

        /** Returns once a batch waits for it, with the number of PostgreSQL's process that does. */
        int awaitWaiting() {
            return await().until(
                            () -> rows.column(
                                    Integer.class,
                                    "SELECT pid FROM pg_stat_activity"
                                            + " WHERE wait_event_type = 'Lock' AND datname = current_database()"),
                            waiting -> !waiting.isEmpty())
                    .get(0);
        }

        void release() throws SQLException {
            connection.rollback();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
