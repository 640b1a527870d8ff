package omnirelay.message;

import static omnirelay.support.Entries.ours;
import static omnirelay.support.Entries.referenced;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import omnirelay.support.Entries;
import org.junit.jupiter.api.Test;

/** Which message a report belongs to, whatever comes first. */
class BindingTest {
    private final Journal journal = new Journal();
    private final MessageId sent = Entries.newId();

    @Test
    void ourOwnIdFindsTheMessageBeforeTheAnswer() {
        journal.having(Entries.begun(sent), Entries.callback(ours(sent, "R1"), "sms:3000@5"));

        assertThat(shown(sent, "sms")).isEqualTo(3000);
        assertThat(journal.state(sent).referenceId()).isEqualTo("R1");
        assertThat(journal.reference("R1")).contains(sent);
    }

    @Test
    void theReferenceFindsTheMessageAfterTheAnswer() {
        journal.having(
                Entries.begun(sent), Entries.sent(sent, 1, "R1"), Entries.callback(referenced("R1"), "sms:3000@5"));

        assertThat(shown(sent, "sms")).isEqualTo(3000);
        assertThat(journal.messages()).isOne();
    }

    @Test
    void aChannelsReferenceFindsItsMessage() {
        journal.having(
                Entries.begun(sent),
                Entries.callback(ours(sent), "mms:3001#C1@1"),
                Entries.callback(referenced(null), "mms:3056#C1@5"));

        assertThat(shown(sent, "mms")).isEqualTo(3056);
        assertThat(journal.messages()).isOne();
    }

    @Test
    void ourOwnIdWeighsMoreThanTheReference() {
        MessageId other = Entries.newId();
        journal.having(
                Entries.begun(sent),
                Entries.sent(sent, 1, "R1"),
                Entries.begun(other),
                Entries.callback(ours(other, "R1"), "sms:3000@5"));

        assertThat(shown(other, "sms")).isEqualTo(3000);
        assertThat(journal.state(sent).channel("sms")).isEmpty();
    }

    @Test
    void anIdOfOursThatDoesNotExistIsNoHindrance() {
        journal.having(
                Entries.begun(sent),
                Entries.sent(sent, 1, "R1"),
                Entries.callback(ours(Entries.newId(), "R1"), "sms:3000@5"));

        assertThat(shown(sent, "sms")).isEqualTo(3000);
    }

    @Test
    void whatNobodyKnowsBeginsAMessageNotSentHere() {
        var callback = Entries.callback(referenced("R9"), "sms:3000@5");
        journal.apply(callback);

        MessageState stray = journal.state(Entries.arrival(callback));
        assertThat(stray.message().sentHere()).isFalse();
        assertThat(stray.message().externalId()).isEqualTo("theirs");
        assertThat(stray.referenceId()).isEqualTo("R9");
        assertThat(stray.whole().code()).isEqualTo(3000);
        assertThat(journal.eventTypes()).containsExactly(Event.Type.CHANNEL_STATUS, Event.Type.MESSAGE_STATUS);
    }

    @Test
    void aLaterCallbackFindsAMessageNotSentHere() {
        var first = Entries.callback(referenced("R9"), "sms:3002@5");
        journal.having(first, Entries.callback(referenced("R9"), "sms:3000@6"));

        assertThat(journal.messages()).isOne();
        assertThat(shown(Entries.arrival(first), "sms")).isEqualTo(3000);
    }

    @Test
    void aLateAnswerBindsWhatWasKeptUnderItsReference() {
        var callback = Entries.callback(referenced("R1"), "mms:3056#C1@5 whole:3056/mms@5");
        journal.having(Entries.begun(sent), callback, Entries.lost(sent, 1));
        MessageId stray = Entries.arrival(callback);

        Change change = journal.apply(Entries.sent(sent, 1, "R1"));

        assertThat(change.moves()).containsExactly(new Change.Move(stray, sent));
        assertThat(change.events()).extracting(Event::type).containsExactly(Event.Type.BOUND, Event.Type.SENT);
        assertThat(change.events().get(0).details()).isEqualTo(Map.of("bound_id", stray.toString()));
        assertThat(journal.row(stray).aliasOf()).isEqualTo(sent);
        assertThat(journal.state(stray)).isEqualTo(journal.state(sent));
        assertThat(shown(sent, "mms")).isEqualTo(3056);
        assertThat(journal.state(sent).reports()).hasSize(3);
    }

    @Test
    void aCallbackThatNamesBothBindsAsWell() {
        var callback = Entries.callback(referenced("R1"), "mms:3056#C1@5");
        journal.having(Entries.begun(sent), callback);

        Change change = journal.apply(Entries.callback(ours(sent, "R1"), "mms:3056#C1@5 sms:3000@6"));

        assertThat(change.events())
                .extracting(Event::type)
                .containsExactly(
                        Event.Type.BOUND, Event.Type.SENT, Event.Type.CHANNEL_STATUS, Event.Type.MESSAGE_STATUS);
        assertThat(journal.row(Entries.arrival(callback)).aliasOf()).isEqualTo(sent);
    }

    @Test
    void aMessageKnownOnlyByAChannelIsBoundByThatChannel() {
        var callback = Entries.callback(referenced(null), "mms:3056#C1@5");
        journal.having(Entries.begun(sent), callback);

        Change change = journal.apply(Entries.callback(ours(sent, "R1"), "mms:3056#C1@5 sms:3001#C2@5"));

        assertThat(change.moves()).containsExactly(new Change.Move(Entries.arrival(callback), sent));
        assertThat(shown(sent, "mms")).isEqualTo(3056);
    }

    @Test
    void aMessageKnownOnlyByTwoChannelsIsBoundOnce() {
        journal.having(Entries.begun(sent), Entries.callback(referenced(null), "mms:3056#C1@5 sms:3001#C2@5"));

        Change change = journal.apply(Entries.callback(ours(sent, "R1"), "mms:3056#C1@5 sms:3000#C2@6"));

        assertThat(change.moves()).hasSize(1);
        assertThat(change.events())
                .filteredOn(event -> event.type() == Event.Type.BOUND)
                .hasSize(1);
    }

    @Test
    void afterBindingEverythingGoesToTheSend() {
        var callback = Entries.callback(referenced("R1"), "mms:3056#C1@5");
        journal.having(
                Entries.begun(sent),
                callback,
                Entries.sent(sent, 1, "R1"),
                Entries.callback(referenced("R1"), "sms:3001@5"),
                Entries.callback(referenced(null), "mms:3000#C1@9"),
                Entries.lookUp(Entries.arrival(callback), "sms:3000@8"));

        assertThat(shown(sent, "mms")).isEqualTo(3000);
        assertThat(shown(sent, "sms")).isEqualTo(3000);
        assertThat(journal.eventTypes()).containsOnlyOnce(Event.Type.BOUND);
    }

    @Test
    void aBindingThatShowsADoubleDeliverySaysSo() {
        journal.having(
                Entries.begun(sent),
                Entries.callback(ours(sent), "mms:3000@5"),
                Entries.callback(referenced("R1"), "sms:3000@6"),
                Entries.sent(sent, 1, "R1"));

        assertThat(journal.state(sent).doubleDelivery()).isTrue();
        assertThat(journal.events()).filteredOn(Event::doubleDelivery).hasSize(1);
    }

    @Test
    void aReferenceBelongsToTheFirstSendThatGotIt() {
        MessageId second = Entries.newId();
        journal.having(
                Entries.begun(sent),
                Entries.sent(sent, 1, "R1"),
                Entries.begun(second),
                Entries.sent(second, 1, "R1"),
                Entries.callback(referenced("R1"), "sms:3000@5"));

        assertThat(journal.state(second).send()).isEqualTo(SendState.SENT);
        assertThat(journal.state(second).referenceTaken()).isTrue();
        assertThat(journal.state(sent).referenceTaken()).isFalse();
        assertThat(shown(sent, "sms")).isEqualTo(3000);
        assertThat(journal.state(second).channel("sms")).isEmpty();
    }

    @Test
    void aSecondReferenceOfOneMessageFindsItToo() {
        journal.having(
                Entries.begun(sent),
                Entries.sent(sent, 1, "R1"),
                Entries.callback(ours(sent, "R2"), "mms:3056@5"),
                Entries.callback(referenced("R2"), "sms:3000@6"));

        assertThat(journal.state(sent).referenceId()).isEqualTo("R1");
        assertThat(shown(sent, "sms")).isEqualTo(3000);
    }

    @Test
    void everyOrderOfAnswerAndCallbacksEndsTheSame() {
        List<Entry> entries = List.of(
                Entries.sent(sent, 1, "R1"),
                Entries.callback(referenced("R1"), "mms:3056#C1@5 whole:3056/mms@5"),
                Entries.callback(ours(sent, "R1"), "mms:3056#C1@5 sms:3000#C2@6 whole:3000/sms@6"),
                Entries.callback(referenced("R1"), "sms:3005#C2@7"));

        for (int[] order :
                new int[][] {{0, 1, 2, 3}, {1, 0, 2, 3}, {1, 2, 0, 3}, {3, 1, 0, 2}, {3, 2, 1, 0}, {2, 3, 1, 0}}) {
            Journal other = new Journal().having(Entries.begun(sent));
            for (int index : order) {
                other.apply(entries.get(index));
            }
            assertThat(other.state(sent).reports()).as("order %s", order).hasSize(6);
            assertThat(other.state(sent).whole().code()).isEqualTo(3005);
            assertThat(other.state(sent).referenceId()).isEqualTo("R1");
        }
    }

    private int shown(MessageId id, String channel) {
        return journal.state(id).channel(channel).orElseThrow().code();
    }
}
