package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import omnirelay.dispatch.Journal;
import omnirelay.ledger.LedgerBusyException;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a command launched, and answers in time whatever happens meanwhile. */
final class Sender implements Way {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final Vertx vertx;
    private final Journal journal;
    private final Launcher launcher;
    private int underWay;
    private boolean stopped;

    Sender(Vertx vertx, Journal journal, Launcher launcher) {
        this.vertx = vertx;
        this.journal = journal;
        this.launcher = launcher;
    }

    /** What is under way at the deadline goes on. */
    @Override
    public Future<SendResult> send(Command command) {
        if (stopped) {
            return Future.succeededFuture(new SendResult.Busy());
        }
        underWay++;
        Future<SendResult> result = launcher.launch(command)
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
        MessageId first = launcher.calledUnder(key).orElse(null);
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
