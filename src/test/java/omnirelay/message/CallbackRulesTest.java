package omnirelay.message;

import static omnirelay.support.Entries.NUMBER_HASH;
import static omnirelay.support.Entries.ours;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import omnirelay.message.Change.Verdict;
import omnirelay.message.Entry.Replied;
import omnirelay.support.Entries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbackRulesTest {
    private final Journal journal = new Journal();
    private final MessageId sent = Entries.newId();

    @BeforeEach
    void aMessageThatWasSent() {
        journal.having(Entries.begun(sent), Entries.sent(sent, 1, "R1"));
        journal.events().clear();
    }

    @Test
    void aCallbackIsKeptWithItsMessage() {
        Change change = journal.apply(Entries.callback(ours(sent), "sms:3000@5"));

        assertThat(change.kept())
                .isNotNull()
                .extracting(Change.KeptCallback::verdict, Change.KeptCallback::message)
                .containsExactly(Verdict.STATUS, sent);
        assertThat(change.reply()).isEqualTo(new Reply.Kept(false));
    }

    @Test
    void theSameBytesAreTheSameCallback() {
        journal.apply(Entries.callback(Entries.newId(), "bytes", ours(sent), "sms:3000@5"));

        Change change = journal.apply(Entries.callback(Entries.newId(), "bytes", ours(sent), "sms:3000@5"));

        assertThat(change).isEqualTo(Change.none(new Reply.Kept(true)));
    }

    @Test
    void otherBytesThatSayTheSameAreKeptButTellNothing() {
        journal.apply(Entries.callback(ours(sent), "sms:3000@5"));

        Change change = journal.apply(Entries.callback(ours(sent), "sms:3000@5"));

        assertThat(change.kept()).isNotNull();
        assertThat(change.reports()).isEmpty();
        assertThat(change.events()).isEmpty();
    }

    @Test
    void aReplyBelongsToTheMessageItNames() {
        MessageId later = Entries.newId();
        journal.having(Entries.begun(later), Entries.sent(later, 1, "R2"));

        assertBelongs(sent, Entries.reply("R1", NUMBER_HASH));
    }

    @Test
    void aReplyThatNamesNoneBelongsToTheLatestToItsNumber() {
        MessageId later = Entries.newId();
        journal.apply(Entries.begun(later));

        assertBelongs(later, Entries.reply(null, NUMBER_HASH));
    }

    @Test
    void aReplyThatNamesAStrangersMessageBelongsToTheLatestToItsNumber() {
        assertBelongs(sent, Entries.reply("R-of-a-stranger", NUMBER_HASH));
    }

    @Test
    void aReplyFromAStrangerIsKeptWithoutAnEvent() {
        Change change = journal.apply(Entries.reply(null, "another hash"));

        assertThat(change.events()).isEmpty();
        assertThat(change.messages()).isEmpty();
        assertThat(change.kept())
                .isNotNull()
                .extracting(Change.KeptCallback::message)
                .isNull();
    }

    @Test
    void aRepliesEventTellsChannelAndActionButNoText() {
        journal.apply(Entries.reply("R1", null));

        assertThat(journal.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(Event.Type.REPLY);
            assertThat(event.channel()).isEqualTo("sms");
            assertThat(event.details()).isEqualTo(Map.of("action", "help"));
        });
    }

    @Test
    void whatConcernsNoMessageIsKeptWithItsVerdict() {
        assertThat(journal.apply(Entries.filed("verify")).kept())
                .isNotNull()
                .extracting(Change.KeptCallback::verdict, Change.KeptCallback::detail)
                .containsExactly(Verdict.OTHER, "verify");
        assertThat(journal.apply(Entries.quarantined("not JSON")).kept())
                .isNotNull()
                .extracting(Change.KeptCallback::verdict, Change.KeptCallback::detail)
                .containsExactly(Verdict.QUARANTINED, "not JSON");
        assertThat(journal.events()).isEmpty();
    }

    private void assertBelongs(MessageId expected, Replied reply) {
        journal.events().clear();
        Change change = journal.apply(reply);

        assertThat(change.kept())
                .isNotNull()
                .extracting(Change.KeptCallback::message)
                .isEqualTo(expected);
        assertThat(journal.events())
                .singleElement()
                .extracting(event -> event.message().id())
                .isEqualTo(expected);
    }
}
