package omnirelay.message;

import static omnirelay.support.Entries.ours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import omnirelay.message.Entry.LookedUp;
import omnirelay.message.Entry.Subject;
import omnirelay.support.Entries;
import omnirelay.support.Reports;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookUpRulesTest {
    private final Journal journal = new Journal();
    private final MessageId sent = Entries.newId();

    @BeforeEach
    void aMessageThatWasSent() {
        journal.having(Entries.begun(sent), Entries.sent(sent, 1, "R1"));
        journal.events().clear();
    }

    @Test
    void whatALookUpFindsIsToldAsFoundByOne() {
        Change change = journal.apply(Entries.lookUp(sent, "mms:3056@5 sms:3000@6 whole:3000/sms@6"));

        assertThat(change.reports()).hasSize(3).allMatch(fresh -> fresh.source() == Entry.Source.LOOK_UP);
        assertThat(change.kept()).isNull();
        assertThat(journal.events())
                .hasSize(3)
                .allMatch(event -> event.details().equals(Map.of("looked_up", true)));
        assertThat(journal.state(sent).inquiry()).isEqualTo(new Inquiry(1, false));
    }

    @Test
    void whatEndedAChannelCountsAsBroughtWhereNoCallbackHadToldIt() {
        journal.apply(Entries.callback(ours(sent), "mms:3056@5"));

        assertThat(brought(Entries.lookUp(sent, 1, "mms:3056@5 sms:3002@6 whole:3002/sms@6")))
                .isEmpty();
        assertThat(brought(Entries.lookUp(sent, 2, "mms:3056@5 sms:3000@7 whole:3000/sms@7")))
                .extracting(Report::channel)
                .containsExactly("sms");
        assertThat(brought(Entries.lookUp(sent, 3, "mms:3056@5 sms:3000@7 whole:3000/sms@7")))
                .isEmpty();
    }

    @Test
    void aLookThatFindsNothingNewIsCountedWithoutAnEvent() {
        Change change = journal.apply(Entries.lookUp(sent, 1, "whole:3001"));

        assertThat(change.events()).isEmpty();
        assertThat(change.messages())
                .singleElement()
                .satisfies(state -> assertThat(state.inquiry().looks()).isEqualTo(1));
    }

    @Test
    void aCallbackThatComesAfterAllIsKnownAsSuch() {
        journal.apply(Entries.lookUp(sent, "mms:3000@5 whole:3000/mms@5"));

        Change change = journal.apply(Entries.callback(ours(sent), "mms:3000@5 whole:3000/mms@5"));

        assertThat(change.events()).isEmpty();
        assertThat(change.calledBack())
                .extracting(again -> again.report().channel())
                .containsExactly("mms", Report.WHOLE);
    }

    @Test
    void nothingIsComparedWhereNobodyEverAsked() {
        journal.apply(Entries.callback(ours(sent), "mms:3002@5"));

        Change change = journal.apply(Entries.callback(ours(sent), "mms:3002@5 sms:3000@6"));

        assertThat(change.calledBack()).isEmpty();
    }

    @Test
    void whatNobodyKnewIsKeptAsNotSentHere() {
        MessageId kept = Entries.newId();

        journal.apply(new LookedUp(kept, 1, new Subject(null, "theirs", "R7"), Reports.all("sms:3000@5")));

        MessageState state = journal.state(kept);
        assertThat(state.message().sentHere()).isFalse();
        assertThat(state.message().externalId()).isEqualTo("theirs");
        assertThat(state.referenceId()).isEqualTo("R7");
        assertThat(journal.reference("R7")).contains(kept);
    }

    @Test
    void whatTwoNodesFindAtOnceIsOneMessage() {
        MessageId first = Entries.newId();
        Subject subject = new Subject(null, "theirs", "R7");
        journal.apply(new LookedUp(first, 1, subject, Reports.all("sms:3000@5")));
        int messages = journal.messages();

        journal.apply(new LookedUp(Entries.newId(), 1, subject, Reports.all("sms:3000@5")));

        assertThat(journal.messages()).isEqualTo(messages);
        assertThat(journal.reference("R7")).contains(first);
    }

    @Test
    void anAnswerThatHoldsTheRelaysIdFindsASendWhoseAnswerWasLost() {
        MessageId lost = Entries.newId();
        journal.having(Entries.begun(lost), Entries.lost(lost, 1));

        journal.apply(
                new LookedUp(Entries.newId(), 1, new Subject(lost, lost.toString(), "R8"), Reports.all("sms:3000@5")));

        assertThat(journal.state(lost).send()).isEqualTo(SendState.SENT);
        assertThat(journal.state(lost).referenceId()).isEqualTo("R8");
    }

    @Test
    void staleIsAMarkBesideTheStatus() {
        Change change = journal.apply(new Entry.Stale(sent));

        assertThat(journal.state(sent).stale()).isTrue();
        assertThat(journal.state(sent).whole().code()).isEqualTo(3001);
        assertThat(change.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(Event.Type.STALE);
            assertThat(event.status()).isEqualTo(event.previous());
            assertThat(event.details()).isEqualTo(Map.of("looks", 0));
        });
    }

    @Test
    void whatIsSettledCannotBecomeStale() {
        journal.apply(Entries.callback(ours(sent), "mms:3000@5"));

        assertThat(journal.apply(new Entry.Stale(sent)).events()).isEmpty();
        assertThat(journal.state(sent).stale()).isFalse();
    }

    @Test
    void aStatusThatComesEvenSoLiftsTheMark() {
        journal.having(new Entry.Stale(sent), Entries.callback(ours(sent), "mms:3000@5"));

        assertThat(journal.state(sent).stale()).isFalse();
    }

    private List<Report> brought(LookedUp entry) {
        return ((Reply.LookedUp) journal.apply(entry).reply()).brought();
    }
}
