package omnirelay.send;

import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import org.jspecify.annotations.Nullable;

/** What is told to the one who sent a command. */
sealed interface SendResult {

    /** What the ledger replied, for a command of which nothing more is to be done. */
    static SendResult of(Command command, Reply reply) {
        if (reply instanceof Reply.Applied applied) {
            return new Settled(applied.state(), false);
        }
        if (reply instanceof Reply.Overtaken overtaken) {
            return new Settled(overtaken.state(), false);
        }
        if (reply instanceof Reply.Replayed replayed) {
            return new Settled(replayed.state(), true);
        }
        return reply instanceof Reply.InFlight inFlight ? inFlight(command, inFlight.state()) : new KeyReused();
    }

    /** Who did not mean to wait is told again what it was told first. */
    private static SendResult inFlight(Command command, MessageState first) {
        return command.deferred() ? new Queued(first, true) : new InFlight(first);
    }

    /**
     * It is known what became of it.
     *
     * @param replayed this is the state of an earlier command with the same key
     */
    record Settled(MessageState state, boolean replayed) implements SendResult {}

    /** It is journaled and will be sent. */
    record Queued(MessageState state, boolean replayed) implements SendResult {}

    /** An earlier command with the same key is still under way. */
    record InFlight(MessageState state) implements SendResult {}

    /** The key was used before for another command. */
    record KeyReused() implements SendResult {}

    /**
     * The time is up, and it may have been sent.
     *
     * @param id under which to look it up; null where only the client's own key leads to it
     */
    record Late(@Nullable MessageId id) implements SendResult {}

    /** Nothing happened, and nothing will before somebody lets messages like it be sent again. */
    record HeldBack() implements SendResult {}

    /** Nothing happened. */
    record Busy() implements SendResult {}
}
