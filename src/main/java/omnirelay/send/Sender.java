package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import omnirelay.ledger.LedgerBusyException;
import omnirelay.message.Entry;
import omnirelay.message.Entry.Turn;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import omnirelay.message.SendState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Journals a command, has it called, and answers in time whatever happens meanwhile. */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Vertx vertx;
    private final Journal journal;
    private final Calls calls;
    private final Dispatcher dispatcher;
    private final String node;
    private final Map<Entry.CommandKey, MessageId> calledUnder = new HashMap<>();
    private int underWay;
    private boolean stopped;

    Sender(Vertx vertx, Journal journal, Calls calls, Dispatcher dispatcher, String node) {
        this.vertx = vertx;
        this.journal = journal;
        this.calls = calls;
        this.dispatcher = dispatcher;
        this.node = node;
    }

    /** Succeeds at the command's deadline at the latest; what is under way then goes on. */
    Future<SendResult> send(Command command) {
        if (stopped) {
            return Future.succeededFuture(new SendResult.Busy());
        }
        Entry.Accepted entry = new Entry.Accepted(
                command.message(),
                command.content(),
                command.key(),
                command.deferred() ? new Turn.Deferred(null) : new Turn.AtOnce(node));
        underWay++;
        Future<SendResult> result = journal.accepted(entry)
                .compose(reply -> journaled(command, reply))
                .recover(cause -> notJournaled(command, cause))
                .onComplete(ended -> underWay--);
        return within(command, result).onSuccess(this::note);
    }

    /** The caller is not kept waiting for this: it waited long enough. */
    private void note(SendResult told) {
        MessageId given = told instanceof SendResult.Late late ? late.id() : null;
        if (given != null) {
            journal.idGiven(given)
                    .onFailure(cause ->
                            LOG.warn("it is not on disk that {}'s caller has this id: {}", given, cause.getMessage()));
        }
    }

    void stop() {
        stopped = true;
    }

    /** Commands that are being journaled or called, whether their callers still wait or not. */
    int underWay() {
        return underWay;
    }

    boolean stopped() {
        return stopped;
    }

    private Future<SendResult> journaled(Command command, Reply reply) {
        if (reply instanceof Reply.Applied applied) {
            return command.deferred() ? queued(applied.state()) : called(command);
        }
        if (reply instanceof Reply.Overtaken overtaken) {
            return Future.succeededFuture(new SendResult.Settled(overtaken.state(), false));
        }
        if (reply instanceof Reply.Replayed replayed) {
            return Future.succeededFuture(new SendResult.Settled(replayed.state(), true));
        }
        if (reply instanceof Reply.InFlight inFlight) {
            return Future.succeededFuture(inFlight(command, inFlight.state()));
        }
        return Future.succeededFuture(new SendResult.KeyReused());
    }

    private Future<SendResult> queued(MessageState state) {
        dispatcher.wake();
        return Future.succeededFuture(new SendResult.Queued(state, false));
    }

    private Future<SendResult> called(Command command) {
        MessageId id = command.message().id();
        Entry.CommandKey key = command.key();
        Future<SendResult> end =
                calls.first(id, command.body(), command.deadline()).map(state -> new SendResult.Settled(state, false));
        if (key != null) {
            calledUnder.put(key, id);
            end.onComplete(ended -> calledUnder.remove(key, id));
        }
        return end;
    }

    /** Who did not mean to wait is told again what it was told first. */
    private static SendResult inFlight(Command command, MessageState state) {
        boolean deferred = command.deferred() && state.send().compareTo(SendState.SENDING) <= 0;
        return deferred ? new SendResult.Queued(state, true) : new SendResult.InFlight(state);
    }

    private Future<SendResult> notJournaled(Command command, Throwable cause) {
        if (cause instanceof LedgerBusyException) {
            return Future.succeededFuture(new SendResult.Busy());
        }
        LOG.error("command {} could not be journaled: {}", command.message().id(), cause.getMessage());
        return Future.failedFuture(cause);
    }

    /**
     * Until the ledger has told, nobody knows whether a command with a key is the first under it, and of a later one
     * the id leads nowhere. Only a transport that repeats a nonce is given its own id even so: nobody can ask under
     * the nonce again.
     */
    private SendResult late(Command command) {
        MessageId id = command.message().id();
        Entry.CommandKey key = command.key();
        if (key == null) {
            return new SendResult.Late(id);
        }
        MessageId first = calledUnder.get(key);
        return new SendResult.Late(first == null && !IdempotencyKey.canBeAskedUnder(key.key()) ? id : first);
    }

    private Future<SendResult> within(Command command, Future<SendResult> result) {
        MessageId id = command.message().id();
        Promise<SendResult> first = Promise.promise();
        long limit = Math.max(1, command.deadline().remaining().toMillis());
        long timer = vertx.setTimer(limit, over -> first.tryComplete(late(command)));
        result.onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.succeeded()) {
                first.tryComplete(done.result());
            } else if (!first.tryFail(done.cause())) {
                LOG.error("{} ended after its deadline: {}", id, done.cause().getMessage());
            }
        });
        return first.future();
    }
}
