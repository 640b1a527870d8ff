package omnirelay.send;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omnirelay.dispatch.Calls;
import omnirelay.dispatch.Dispatcher;
import omnirelay.dispatch.Expiry;
import omnirelay.dispatch.Journal;
import omnirelay.dispatch.Outgoing;
import omnirelay.dispatch.Pace;
import omnirelay.dispatch.Slot;
import omnirelay.guard.Holds;
import omnirelay.guard.Kind;
import omnirelay.message.Entry;
import omnirelay.message.Entry.CommandKey;
import omnirelay.message.Entry.Turn;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import omnirelay.message.SendState;
import org.jspecify.annotations.Nullable;

/**
 * Brings commands on their way. Where a slot is to be had at once, the command is accepted and its call begun in one
 * entry. Else it is accepted first and waits for its turn: on this node where its caller waits, on any where not.
 */
final class Launcher {
    /** A slot that was to be had at once and does not come within this was not. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private final Journal journal;
    private final Pace pace;
    private final Holds holds;
    private final Calls calls;
    private final Dispatcher dispatcher;
    private final Expiry expiry;
    private final String node;
    private final Map<CommandKey, MessageId> calledUnder = new HashMap<>();
    private final Set<CommandKey> launchedUnder = new HashSet<>();

    Launcher(Journal journal, Pace pace, Holds holds, Calls calls, Dispatcher dispatcher, Expiry expiry, String node) {
        this.journal = journal;
        this.pace = pace;
        this.holds = holds;
        this.calls = calls;
        this.dispatcher = dispatcher;
        this.expiry = expiry;
        this.node = node;
    }

    /** Succeeds when it is known what to tell the caller, be it later than the caller waits. */
    Future<SendResult> launch(Command command) {
        if (command.deferred()) {
            return accept(command, new Turn.Deferred(command.notAfter()), null);
        }
        CommandKey key = command.key();
        // What came before under this key may make this one a repetition, for which a slot would be wasted.
        if (!pace.isFree(command.lane()) || (key != null && !launchedUnder.add(key))) {
            return accept(command, awaited(command), null);
        }
        return pace.slot(command.lane(), AT_ONCE)
                .transform(slot -> slot.succeeded()
                        ? accept(command, new Turn.AtOnce(node), slot.result())
                        : accept(command, awaited(command), null))
                .onComplete(ended -> {
                    if (key != null) {
                        launchedUnder.remove(key);
                    }
                });
    }

    /** The message whose call is under way under this key on this node. */
    Optional<MessageId> calledUnder(CommandKey key) {
        return Optional.ofNullable(calledUnder.get(key));
    }

    private Turn awaited(Command command) {
        return new Turn.Awaited(node, command.sendBefore().remaining());
    }

    /** @param slot for the first call; null where the command has to wait for one */
    private Future<SendResult> accept(Command command, Turn turn, @Nullable Slot slot) {
        Entry.Accepted entry = new Entry.Accepted(command.message(), command.content(), command.key(), turn);
        return journal.accepted(entry)
                .onComplete(reply -> {
                    if (slot != null && !hasBegun(reply.result())) {
                        pace.giveBack(slot);
                    }
                })
                .compose(reply -> accepted(command, reply, slot));
    }

    private static boolean hasBegun(@Nullable Reply reply) {
        return reply instanceof Reply.Applied applied && applied.state().send() == SendState.SENDING;
    }

    private Future<SendResult> accepted(Command command, Reply reply, @Nullable Slot slot) {
        return reply instanceof Reply.Applied applied
                ? applied(command, applied.state(), slot)
                : Future.succeededFuture(SendResult.of(command, reply));
    }

    private Future<SendResult> applied(Command command, MessageState state, @Nullable Slot slot) {
        if (state.send() == SendState.ACCEPTED && command.deferred()) {
            dispatcher.wake();
            return Future.succeededFuture(new SendResult.Queued(state, false));
        }
        if (state.send() == SendState.ACCEPTED) {
            return whenItsTurnComes(command);
        }
        return state.send() == SendState.SENDING && slot != null
                ? call(command, slot)
                : Future.succeededFuture(new SendResult.Settled(state, false));
    }

    private Future<SendResult> whenItsTurnComes(Command command) {
        return pace.slot(command.lane(), command.sendBefore().remaining())
                .transform(slot -> slot.succeeded() ? begin(command, slot.result()) : takeBack(command));
    }

    private Future<SendResult> begin(Command command, Slot slot) {
        if (holds.concern(Kind.of(command.message()))) {
            pace.giveBack(slot);
            return takeBack(command);
        }
        return journal.sending(new Entry.Sending(command.message().id(), 1, node, null))
                .onComplete(reply -> {
                    if (!hasBegun(reply.result())) {
                        pace.giveBack(slot);
                    }
                })
                .compose(reply -> reply instanceof Reply.Overtaken
                        ? Future.succeededFuture(SendResult.of(command, reply))
                        : call(command, slot));
    }

    /** Once it is taken back nobody sends it any more, so the caller may send it again. */
    private Future<SendResult> takeBack(Command command) {
        return expiry.expire(command.message().id()).map(reply -> SendResult.of(command, reply));
    }

    private Future<SendResult> call(Command command, Slot slot) {
        MessageId id = command.message().id();
        CommandKey key = command.key();
        Kind kind = Kind.of(command.message());
        Future<SendResult> end = calls.first(
                        new Outgoing(id, kind, command.lane(), command.body(), 1, slot, command.retryUntil(), null))
                .map(state -> new SendResult.Settled(state, false));
        if (key != null) {
            calledUnder.put(key, id);
            end.onComplete(ended -> calledUnder.remove(key, id));
        }
        return end;
    }
}
