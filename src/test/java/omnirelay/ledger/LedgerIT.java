package omnirelay.ledger;

import static omnirelay.support.Entries.NODE;
import static omnirelay.support.Entries.NUMBER_HASH;
import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import omnirelay.message.Change;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.message.Rules;
import omnirelay.message.SendState;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerIT {
    @AutoClose
    private final LedgerFixture fixture = new LedgerFixture();

    private final Rows rows = fixture.rows();

    /** In one batch, so that what enters and leaves within it is never seen there. */
    @Test
    void theQueueHoldsWhatIsAccepted() {
        MessageId deferred = Entries.newId();
        MessageId awaited = Entries.newId();
        MessageId sent = Entries.newId();
        MessageId cancelled = Entries.newId();

        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.takeAll(List.of(
                    Entries.accepted(deferred),
                    Entries.awaited(awaited),
                    Entries.begun(Entries.newId()),
                    Entries.accepted(sent),
                    Entries.sending(sent, 1, NODE),
                    Entries.accepted(cancelled),
                    Entries.cancelled(cancelled, Entry.Cancelled.Reason.CANCELLED),
                    Entries.turnedAway(Entries.newId(), null, true)));
            assertThat(queued()).containsExactlyInAnyOrder(deferred.value(), awaited.value());
            assertThat(rows.one(String.class, "SELECT owner FROM queue WHERE owner IS NOT NULL"))
                    .isEqualTo(NODE);
            assertThat(rows.count("queue WHERE expires_at BETWEEN now() AND now() + interval '9 s' AND lane = 2"))
                    .isOne();

            ledger.take(Entries.sending(awaited, 1, NODE));
            ledger.take(Entries.callback(ours(deferred), "mms:3002@1"));
            assertThat(queued()).isEmpty();
        }
    }

    private List<UUID> queued() {
        return rows.column(UUID.class, "SELECT message_id FROM queue");
    }

    /** Each on its own, so that each is decided on what the one before left in the database. */
    @Test
    void whatIsWrittenIsReadBackAsTheRulesLeftIt() {
        MessageId first = Entries.newId();
        MessageId second = Entries.newId();
        Entry.Reported stray = Entries.callback(referenced("RB1"), "mms:3056#CB1@5 whole:3056/mms@2022-31-03");
        List<Entry> entries = List.of(
                Entries.accepted(first, Entries.key("kb", "{}"), null),
                Entries.sending(first, 1, NODE),
                Entries.sending(first, 2, NODE),
                Entries.begun(second),
                Entries.lost(first, 2),
                stray,
                Entries.refusedForNow(second, 1),
                Entries.sent(first, 2, "RB1"),
                Entries.callback(ours(first, "RB1"), "mms:3000#CB1@9 sms:3000#CB2@7 whole:3000/sms@7"),
                Entries.callback(ours(first, "RB1"), "sms:3002#CB2@6"),
                Entries.lookUp(second, "sms:3004@7"),
                Entries.sent(second, 1, "RB1"),
                Entries.reply("RB1", null),
                Entries.reply(null, NUMBER_HASH),
                Entries.filed("verify"),
                Entries.quarantined("not JSON"));
        WorkingSet expected = new WorkingSet(false);
        List<Boolean> late = new ArrayList<>();

        try (LedgerUnderTest ledger = fixture.ledger()) {
            for (Entry entry : entries) {
                Change change = Rules.apply(expected, entry);
                expected.apply(change);
                change.reports().stream()
                        .filter(report -> !report.id().equals(second))
                        .forEach(report -> late.add(report.late()));
                assertThat(ledger.take(entry)).as("%s", entry).isEqualTo(change.reply());
            }

            assertThat(rows.state(first)).isEqualTo(expected.message(first).orElseThrow());
            assertThat(rows.state(second)).isEqualTo(expected.message(second).orElseThrow());
            assertThat(rows.state(Entries.arrival(stray))).isEqualTo(rows.state(first));
            assertThat(rows.column(
                            Boolean.class,
                            "SELECT late FROM report WHERE message_id = $1 ORDER BY arrived_at, position",
                            first.value()))
                    .isEqualTo(late);
            assertRowsAgree(ledger.events());
        }
    }

    private void assertRowsAgree(List<NumberedEvent> events) {
        for (NumberedEvent event : events) {
            assertThat(rows.one(String.class, "SELECT body FROM event WHERE seq = $1", event.seq()))
                    .isEqualTo(event.json());
        }
        assertThat(rows.column(UUID.class, """
                        SELECT id FROM message
                        WHERE seq <> (SELECT max(seq) FROM event WHERE event.message_id = message.id)
                        """))
                .as("messages whose seq is not their last event's")
                .isEmpty();
    }

    @Test
    void theSameCommandUnderOneKeyIsTakenOnceEvenWithinABatch() {
        List<Entry> commands = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            commands.add(Entries.accepted(Entries.newId(), Entries.key("once", i < 100 ? "{}" : "{ }"), NODE));
        }

        try (LedgerUnderTest ledger = fixture.ledger()) {
            List<Reply> replies = ledger.takeAll(commands);

            assertThat(replies).filteredOn(Reply.Applied.class::isInstance).hasSize(1);
            assertThat(replies).filteredOn(Reply.InFlight.class::isInstance).hasSize(99);
            assertThat(replies).filteredOn(Reply.KeyReused.class::isInstance).hasSize(100);
            assertThat(rows.count("command_key WHERE key = 'once'")).isOne();
        }
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        MessageId first = Entries.newId();
        MessageId second = Entries.newId();

        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.take(Entries.accepted(first, Entries.key("day", "{}"), NODE));
            usedAgo("23 hours 59 minutes");
            assertThat(ledger.take(Entries.accepted(Entries.newId(), Entries.key("day", "{}"), NODE)))
                    .isInstanceOf(Reply.InFlight.class);

            usedAgo("24 hours");
            assertThat(ledger.take(Entries.accepted(second, Entries.key("day", "{ }"), NODE)))
                    .isInstanceOf(Reply.Applied.class);
            assertThat(rows.column(UUID.class, "SELECT message_id FROM command_key WHERE key = 'day'"))
                    .containsExactly(second.value());
        }
    }

    private void usedAgo(String interval) {
        fixture.database()
                .execute("UPDATE command_key SET used_at = now() - interval '" + interval + "' WHERE key = 'day'");
    }

    @Test
    void aRefusalForNowFreesTheKey() {
        MessageId first = Entries.newId();

        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.take(Entries.accepted(first, Entries.key("freed", "{}"), NODE));
            List<Reply> replies = ledger.takeAll(List.of(
                    Entries.refusedForNow(first, 1),
                    Entries.accepted(Entries.newId(), Entries.key("freed", "{ }"), NODE)));

            assertThat(replies).hasOnlyElementsOfType(Reply.Applied.class);
        }
    }

    @Test
    void bindingMovesReportsCallbacksAndReferences() {
        MessageId sent = Entries.newId();
        Entry.Reported stray = Entries.callback(referenced("RM1"), "mms:3056#CM1@5");

        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.takeAll(List.of(Entries.begun(sent), stray));
            ledger.takeAll(List.of(
                    Entries.callback(referenced("RM1"), "mms:3056#CM1@5 sms:3001#CM2@5"),
                    Entries.sent(sent, 1, "RM1"),
                    Entries.callback(referenced(null), "sms:3000#CM2@7")));
        }

        UUID own = sent.value();
        UUID other = Entries.arrival(stray).value();
        for (String table : List.of("report", "callback", "callback_body", "reference")) {
            assertThat(rows.count(table + " WHERE message_id = $1", other))
                    .as(table)
                    .isZero();
        }
        assertThat(rows.count("report WHERE message_id = $1", own)).isEqualTo(4);
        assertThat(rows.count("callback WHERE message_id = $1", own)).isEqualTo(3);
        assertThat(rows.count("callback_body WHERE message_id = $1", own)).isEqualTo(3);
        assertThat(rows.column(String.class, "SELECT reference_id FROM reference WHERE message_id = $1", own))
                .containsExactlyInAnyOrder("RM1", "CM1", "CM2");
        assertThat(rows.one(UUID.class, "SELECT alias_of FROM message WHERE id = $1", other))
                .isEqualTo(own);
        assertThat(rows.count("event WHERE type = 'bound' AND message_id = $1", own))
                .isOne();
    }

    @Test
    void aCallbackThatCameBeforeIsKnownWhateverItsMethod() {
        MessageId arrival = Entries.newId();
        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.take(Entries.callback(arrival, "the same", referenced("RK1"), "sms:3000@5"));
            List<Reply> again = ledger.takeAll(List.of(
                    Entries.callback(Entries.newId(), "the same", referenced("RK1"), "sms:3000@5"),
                    Entries.callback(Entries.newId(), "the same", referenced("RK1"), "sms:3000@5")));

            assertThat(again).containsOnly(new Reply.Kept(true));
            assertThat(rows.count("callback WHERE message_id = $1", arrival.value()))
                    .isOne();
        }
    }

    @Test
    void entriesThatArriveDuringACommitShareTheNext() {
        List<Entry> callbacks = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            callbacks.add(Entries.callback(referenced("RG" + i), "sms:3000@5"));
        }

        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.takeAll(callbacks);

            assertThat(ledger.batches()).hasSizeLessThanOrEqualTo(4).allMatch(size -> size <= 256);
        }
    }

    @Test
    void aBatchHoldsNoMoreBytesThanItMay() {
        String large = "x".repeat(300_000);
        List<Entry> callbacks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            callbacks.add(Entries.callback(Entries.newId(), large + i, referenced("RL" + i), "sms:3000@5"));
        }

        try (LedgerUnderTest ledger = fixture.ledger()) {
            ledger.takeAll(callbacks);

            assertThat(ledger.batches()).hasSizeLessThanOrEqualTo(4).allMatch(size -> size <= 3);
        }
    }

    @Test
    void stoppingCommitsWhatWaitsAndTakesNothingNewButAnswers() {
        MessageId sent = Entries.newId();
        List<Entry> entries = new ArrayList<>(List.of(Entries.begun(sent)));
        for (int i = 0; i < 400; i++) {
            entries.add(Entries.callback(ours(sent), "sms:3002@" + i));
        }
        LedgerUnderTest ledger = fixture.ledger();

        List<Future<Reply>> replies = ledger.submitAll(entries);
        Future<Void> stopped = ledger.stop();
        Future<Reply> late = ledger.submit(Entries.filed("late"));
        Future<Reply> answer = ledger.submit(Entries.sent(sent, 1, "RS1"));
        Soon.await(Future.all(replies));
        Soon.await(stopped);

        assertThatThrownBy(late::await).isInstanceOf(LedgerBusyException.class);
        assertThat(Soon.await(answer)).isInstanceOf(Reply.Applied.class);
        assertThat(rows.count("report WHERE message_id = $1", sent.value())).isEqualTo(401);
        assertThat(rows.state(sent).send()).isEqualTo(SendState.SENT);
    }

    @Test
    void theSameHistoryKeepsItsEpoch() {
        String epoch;
        try (LedgerUnderTest ledger = fixture.ledger()) {
            epoch = ledger.epochs().get(0);
            assertThat(epoch).isNotEmpty();
        }
        try (LedgerUnderTest ledger = fixture.ledger()) {
            assertThat(ledger.epochs()).containsExactly(epoch);
        }
    }

    @Test
    void anotherHistoryBeginsANewEpoch() {
        String before;
        try (LedgerUnderTest ledger = fixture.ledger()) {
            before = ledger.epochs().get(0);
        }
        fixture.database().execute("UPDATE feed_head SET system_identifier = system_identifier + 1");
        try (LedgerUnderTest ledger = fixture.ledger()) {
            assertThat(ledger.epochs()).hasSize(1).doesNotContain(before);
            before = ledger.epochs().get(0);
        }
        fixture.database().execute("UPDATE feed_head SET timeline = timeline + 1");
        try (LedgerUnderTest ledger = fixture.ledger()) {
            assertThat(ledger.epochs()).hasSize(1).doesNotContain(before);
        }
    }
}
