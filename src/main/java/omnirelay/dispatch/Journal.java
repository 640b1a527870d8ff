package omnirelay.dispatch;

import io.vertx.core.Future;
import java.time.Duration;
import omnirelay.ledger.Ledger;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;

/** What sends write into the ledger, and how long it may wait there. */
public final class Journal {
    /** Of the 9 s in which a caller is answered, most belong to TeleSign. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Nobody waits for it. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final Ledger ledger;

    public Journal(Ledger ledger) {
        this.ledger = ledger;
    }

    public Future<Reply> accepted(Entry.Accepted entry) {
        return ledger.submit(entry, PATIENCE);
    }

    public Future<Reply> turnedAway(Entry.TurnedAway entry) {
        return ledger.submit(entry, PATIENCE);
    }

    public Future<Reply> sending(Entry.Sending entry) {
        return ledger.submit(entry, PATIENCE);
    }

    public Future<Reply> idGiven(MessageId id) {
        return ledger.submit(new Entry.IdGiven(id), LONG_PATIENCE);
    }

    /** Takes a command back, if it certainly has not left. */
    public Future<Reply> cancelled(Entry.Cancelled entry) {
        return ledger.submit(entry, PATIENCE);
    }

    /** A command waits again; succeeds with the message as it then is. */
    public Future<MessageState> requeued(Entry.Requeued entry) {
        return ledger.submit(entry, PATIENCE).map(reply -> ((Reply.Applied) reply).state());
    }

    /** How a call ended; succeeds with the message as it then is. */
    public Future<MessageState> answered(MessageId id, int attempt, Entry.Answer answer) {
        return ledger.submit(new Entry.Answered(id, attempt, answer), PATIENCE)
                .map(reply -> ((Reply.Applied) reply).state());
    }
}
