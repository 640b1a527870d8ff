package omnirelay.ledger;

import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.support.DatabaseLink;
import omnirelay.support.DatabaseLink.Obstacle;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commit whose answer never comes is applied again, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerDoubtIT {
    @AutoClose
    private final LedgerFixture fixture = new LedgerFixture();

    @ParameterizedTest
    @EnumSource(
            value = Obstacle.class,
            names = {"LOSE_COMMIT", "LOSE_ANSWER_OF_COMMIT", "SWALLOW_COMMIT", "SWALLOW_ANSWER_OF_COMMIT"})
    void whateverHappensToACommitItsEntriesAreTakenOnce(Obstacle obstacle) {
        Rows rows = fixture.rows();
        String name = obstacle.name();
        MessageId sent = Entries.newId();
        List<Entry> entries = new ArrayList<>(List.of(Entries.accepted(sent, Entries.key(name, "{}"), Entries.NODE)));
        for (int i = 0; i < 20; i++) {
            entries.add(
                    i % 2 == 0
                            ? Entries.callback(ours(sent, name), "sms:3002@" + i)
                            : Entries.callback(referenced(name + i), "sms:3002@" + i));
        }
        long before = rows.one(Long.class, "SELECT seq FROM feed_head");

        try (DatabaseLink link = fixture.link();
                LedgerUnderTest ledger = fixture.ledger(link)) {
            link.put(obstacle);
            List<Reply> replies = ledger.takeAll(entries);

            assertThat(link.clear()).as("the obstacle was met").isTrue();
            assertThat(replies.get(0)).isInstanceOf(Reply.Applied.class);
            assertThat(replies).hasSize(21);
            assertThat(rows.count("callback WHERE hash = ANY ($1)", (Object) hashes(entries)))
                    .isEqualTo(20);
            assertLog(rows, before, ledger.events());
        }
    }

    private static String[] hashes(List<Entry> entries) {
        return entries.stream()
                .map(entry -> new Pending(entry).inbound())
                .flatMap(Stream::ofNullable)
                .map(inbound -> inbound.body().hash())
                .toArray(String[]::new);
    }

    /** 2 of the command, 1 of its being sent, and 1 of each callback. */
    private static void assertLog(Rows rows, long before, List<NumberedEvent> published) {
        List<Long> written = rows.column(Long.class, "SELECT seq FROM event WHERE seq > $1 ORDER BY seq", before);
        assertThat(written)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(before + 1, before + 23).boxed().toList());
        assertThat(published)
                .extracting(NumberedEvent::seq)
                .isSorted()
                .isSubsetOf(written)
                .doesNotHaveDuplicates();
    }

    @Test
    void aCallMayNotBeginWhereItWasGivenUpWhileItsCommitWasInDoubt() {
        MessageId sent = Entries.newId();
        try (DatabaseLink link = fixture.link();
                LedgerUnderTest elsewhere = fixture.ledger();
                LedgerUnderTest ledger = fixture.ledger(link)) {
            link.put(Obstacle.LOSE_ANSWER_OF_COMMIT);
            Future<Reply> command = ledger.submit(Entries.begun(sent));
            await().until(link::clear);
            link.put(Obstacle.CLOSED);
            elsewhere.take(Entries.lost(sent, 1));
            link.put(Obstacle.NONE);

            assertThat(Soon.await(command)).isInstanceOf(Reply.Overtaken.class);
        }
    }

    @Test
    void aReconnectionMeetsTheSameHistoryOrBeginsANewOne() {
        try (DatabaseLink link = fixture.link();
                LedgerUnderTest ledger = fixture.ledger(link)) {
            link.cut();
            ledger.take(Entries.filed("after the cut"));
            assertThat(ledger.epochs()).hasSize(1);

            fixture.database().execute("UPDATE feed_head SET system_identifier = system_identifier + 1");
            link.cut();
            ledger.take(Entries.filed("in another history"));
            await().untilAsserted(() -> assertThat(ledger.epochs()).hasSize(2).doesNotHaveDuplicates());
        }
    }

    @Test
    void aStatementIsPreparedOnce() {
        MessageId sent = Entries.newId();
        try (DatabaseLink link = fixture.link();
                LedgerUnderTest ledger = fixture.ledger(link)) {
            ledger.take(Entries.begun(sent));
            ledger.take(Entries.callback(ours(sent, "RP1"), "sms:3001#CP1@1"));
            ledger.take(Entries.callback(ours(sent, "RP1"), "sms:3000#CP2@2"));
            link.takeSent();
            ledger.take(Entries.callback(ours(sent, "RP1"), "sms:3005#CP3@3"));

            assertThat(link.takeSent()).contains('B', 'E').doesNotContain('P');
        }
    }
}
