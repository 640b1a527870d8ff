package omnirelay.message;

import static omnirelay.support.Entries.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import omnirelay.message.Entry.Accepted;
import omnirelay.support.Entries;
import org.junit.jupiter.api.Test;

/** What a client's key does when it comes again. */
class IdempotencyTest {
    private static final String BODY = "{\"message\":{}}";

    private final Journal journal = new Journal();
    private final MessageId first = Entries.newId();

    @Test
    void whileTheCallIsUnderWayTheSameCommandIsInFlight() {
        journal.apply(command(first, "k", BODY));

        assertThat(again("k", BODY)).isEqualTo(new Reply.InFlight(journal.state(first)));
    }

    @Test
    void afterTheAnswerTheFirstOnesStateIsReplayed() {
        journal.having(command(first, "k", BODY), Entries.sent(first, 1, "R1"));

        assertThat(again("k", BODY)).isEqualTo(new Reply.Replayed(journal.state(first)));
    }

    @Test
    void aLostAnswerIsReplayedRatherThanSentAgain() {
        journal.having(command(first, "k", BODY), Entries.lost(first, 1));

        assertThat(again("k", BODY)).isEqualTo(new Reply.Replayed(journal.state(first)));
    }

    @Test
    void aRefusalThatWillStayIsReplayed() {
        journal.having(command(first, "k", BODY), Entries.refused(first, 1));

        assertThat(again("k", BODY)).isEqualTo(new Reply.Replayed(journal.state(first)));
    }

    @Test
    void aRefusalForNowFreesTheKey() {
        journal.having(command(first, "k", BODY), Entries.refusedForNow(first, 1));

        assertThat(again("k", BODY)).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void aRefusalOfTheRelaysOwnCredentialsFreesTheKey() {
        journal.having(command(first, "k", BODY), Entries.unauthorized(first, 1));

        assertThat(again("k", BODY)).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void aKeyThatWasFreedAndTakenAgainStaysWithTheSecond() {
        MessageId second = Entries.newId();
        journal.having(
                command(first, "k", BODY),
                Entries.refusedForNow(first, 1),
                command(second, "k", "{}"),
                Entries.refusedForNow(first, 1));

        assertThat(again("k", "{}")).isEqualTo(new Reply.InFlight(journal.state(second)));
    }

    @Test
    void aStaleRefusalForNowFreesNothing() {
        journal.having(command(first, "k", BODY), Entries.sending(first, 2, NODE), Entries.refusedForNow(first, 1));

        assertThat(again("k", BODY)).isEqualTo(new Reply.InFlight(journal.state(first)));
    }

    @Test
    void anotherCommandUnderTheSameKeyIsRefusedInEveryState() {
        journal.apply(command(first, "k", BODY));
        assertThat(again("k", "{}")).isEqualTo(new Reply.KeyReused());

        journal.apply(Entries.sent(first, 1, "R1"));
        assertThat(again("k", "{}")).isEqualTo(new Reply.KeyReused());
    }

    @Test
    void anotherKeyOrNoneIsAnotherCommand() {
        journal.apply(command(first, "k", BODY));

        assertThat(again("l", BODY)).isInstanceOf(Reply.Applied.class);
        assertThat(journal.apply(Entries.begun(Entries.newId())).reply()).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void aKeyThatCameAgainChangesNothing() {
        journal.apply(command(first, "k", BODY));
        journal.events().clear();

        again("k", BODY);
        again("k", "{}");

        assertThat(journal.events()).isEmpty();
        assertThat(journal.messages()).isOne();
    }

    private Reply again(String key, String body) {
        return journal.apply(command(Entries.newId(), key, body)).reply();
    }

    private static Accepted command(MessageId id, String key, String body) {
        return Entries.accepted(id, Entries.key(key, body), NODE);
    }
}
