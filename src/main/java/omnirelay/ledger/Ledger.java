package omnirelay.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import omnirelay.config.RelayConfig;
import omnirelay.message.Entry;
import omnirelay.message.LookUpTimes;
import omnirelay.message.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this node: takes entries, answers after the commit.
 *
 * <p>While one batch is being committed, the entries that arrive gather as the next: no timer, no wait when idle, larger
 * batches when busy. A batch that may or may not have been committed is applied again before anything else; because
 * every entry has an identity, that changes nothing where it had been. Lives on one event loop, that of its creation.
 */
public final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(5);
    private static final int START_TRIES = 4;
    private static final Duration BATCH_LIMIT = Duration.ofSeconds(3);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final PgConnectOptions database;
    private final RelayConfig.Ledger bounds;
    private final RelayConfig.Stop stop;
    private final LookUpTimes lookUps;
    private final LedgerListener listener;
    private final LedgerMeter meter;
    private final Waiting waiting = new Waiting();
    private final Promise<Void> stopped = Promise.promise();
    private List<Pending> inDoubt = List.of();
    private @Nullable LedgerSession session;
    private String epoch = "";
    private boolean busy;
    private boolean troubled;
    private boolean stopping;

    /** @param lookUps when messages are asked about of which TeleSign does not tell */
    public Ledger(
            Vertx vertx,
            PgConnectOptions database,
            RelayConfig.Ledger bounds,
            RelayConfig.Stop stop,
            LookUpTimes lookUps,
            LedgerListener listener,
            LedgerMeter meter) {
        this.vertx = vertx;
        this.database = database;
        this.bounds = bounds;
        this.stop = stop;
        this.lookUps = lookUps;
        this.listener = listener;
        this.meter = meter;
    }

    /** Connects, so that the epoch is known before anything is served; a busy machine gets a few tries. */
    public Future<Void> start() {
        return start(START_TRIES);
    }

    private Future<Void> start(int tries) {
        return session().<Void>mapEmpty().recover(cause -> {
            LOG.warn("the ledger could not connect: {}", cause.getMessage());
            return tries > 1 ? start(tries - 1) : Future.failedFuture(cause);
        });
    }

    /**
     * Takes an entry; succeeds once it is on disk.
     *
     * @param patience how long the entry may wait for its batch; fails with {@link LedgerBusyException} after that, or
     *     at once where too many wait
     */
    public Future<Reply> submit(Entry entry, Duration patience) {
        Pending pending = new Pending(entry);
        if (isStopped() || (stopping && !pending.isAnswer())) {
            return Future.failedFuture(new LedgerBusyException("the relay is shutting down"));
        }
        if (waiting.size() >= bounds.waitingMax() && !pending.isAnswer()) {
            return Future.failedFuture(new LedgerBusyException("too many entries wait for the database"));
        }
        waiting.add(pending);
        if (!pending.isAnswer()) {
            long timer = vertx.setTimer(Math.max(1, patience.toMillis()), expired -> overdue(pending));
            pending.promise().future().onComplete(done -> vertx.cancelTimer(timer));
        }
        commitNext();
        return pending.promise().future();
    }

    /** Commits what waits, then closes; gives up after 5 s what the database has not taken by then. */
    public Future<Void> stop() {
        stopping = true;
        long timer = vertx.setTimer(STOP_LIMIT.toMillis(), expired -> abandon());
        commitNext();
        return stopped.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    public int waiting() {
        return waiting.size();
    }

    private void overdue(Pending pending) {
        pending.nowOverdue();
        if (!pending.underWay()) {
            waiting.remove(pending);
        }
        if (!pending.underWay() || pending.mayLeave()) {
            pending.promise().tryFail(new LedgerBusyException("the database did not take the entry in time"));
        }
    }

    /** Commands in doubt are not told: they may be on disk. */
    private void abandon() {
        List<Pending> left = Stream.concat(waiting.stream(), inDoubt.stream()).toList();
        LOG.warn("the database did not take the last {} entries in time, the relay stops without them", left.size());
        left.forEach(this::overdue);
        stopped.complete();
        commitNext();
    }

    private boolean isStopped() {
        return stopped.future().isComplete();
    }

    private void commitNext() {
        if (busy) {
            return;
        }
        if (isStopped() || (waiting.isEmpty() && inDoubt.isEmpty())) {
            closeIfStopping();
            return;
        }
        busy = true;
        session().compose(this::commitOn).onComplete(done -> {
            tell(done.cause());
            if (done.succeeded()) {
                goOn();
            } else {
                vertx.setTimer(PAUSE_AFTER_FAILURE.toMillis(), again -> goOn());
            }
        });
    }

    /** Says once that the database does not commit, and once that it does again. */
    private void tell(@Nullable Throwable trouble) {
        if (trouble != null && !troubled) {
            LOG.warn("the database does not commit, entries wait: {}", trouble.getMessage());
        } else if (trouble == null && troubled) {
            LOG.info("the database commits again");
        }
        troubled = trouble != null;
    }

    private void goOn() {
        busy = false;
        commitNext();
    }

    private Future<Void> commitOn(LedgerSession open) {
        List<Pending> batch = inDoubt.isEmpty() ? waiting.next(bounds.batchMax(), bounds.batchBytes()) : inDoubt;
        return batch.isEmpty() ? Future.succeededFuture() : commit(open, batch);
    }

    private Future<Void> commit(LedgerSession open, List<Pending> batch) {
        long began = System.nanoTime();
        BatchTransaction transaction = new BatchTransaction(
                open.connection(), batch.stream().map(Pending::entry).toList(), lookUps, new WorkingSet(stop.alerts()));
        return transaction
                .run()
                .timeout(BATCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .transform(done -> {
                    if (done.failed()) {
                        return notCommitted(open, transaction, batch, done.cause());
                    }
                    meter.committed(batch.size(), System.nanoTime() - began);
                    committed(batch, done.result());
                    return Future.succeededFuture();
                });
    }

    private void committed(List<Pending> batch, Decided decided) {
        inDoubt = List.of();
        try {
            listener.committed(decided.numberedEvents());
        } finally {
            for (int i = 0; i < batch.size(); i++) {
                meter.answered(batch.get(i).entry(), batch.get(i).nanosWaited());
                batch.get(i).promise().tryComplete(decided.replies().get(i));
            }
        }
    }

    private Future<Void> notCommitted(
            LedgerSession open, BatchTransaction transaction, List<Pending> batch, Throwable cause) {
        if (!Poison.suspected(cause)) {
            return giveUp(open, batch, transaction.abandonInDoubt(cause), cause);
        }
        return transaction
                .rollback()
                .timeout(BATCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .transform(back -> back.succeeded() ? isolate(open, batch, cause) : giveUp(open, batch, false, cause));
    }

    /** The connection is closed, whatever it was that failed: the next batch begins on one that is known to be good. */
    private Future<Void> giveUp(LedgerSession open, List<Pending> batch, boolean doubt, Throwable cause) {
        if (doubt || !inDoubt.isEmpty()) {
            // Also where it is certain of this time: the time before is not undone by it.
            inDoubt = batch;
        } else {
            putBack(batch);
        }
        session = null;
        return closed(open).compose(closed -> Future.failedFuture(cause));
    }

    private void putBack(List<Pending> batch) {
        waiting.putBack(batch);
        batch.stream().filter(pending -> pending.overdue() || isStopped()).forEach(this::overdue);
    }

    /** Halves the batch until the poison entry stands alone. */
    private Future<Void> isolate(LedgerSession open, List<Pending> batch, Throwable cause) {
        inDoubt = List.of();
        if (batch.size() == 1) {
            return replace(open, batch.get(0), cause);
        }
        int half = batch.size() / 2;
        putBack(batch.subList(half, batch.size()));
        return commit(open, batch.subList(0, half));
    }

    private Future<Void> replace(LedgerSession open, Pending poison, Throwable cause) {
        LOG.warn("an entry could not be stored and is set aside: {}", cause.getMessage());
        Optional<Entry> substitute = Poison.substitute(poison, cause);
        if (substitute.isPresent()) {
            return commit(open, List.of(poison.replacedBy(substitute.get())));
        }
        poison.promise().tryFail(new EntryRefusedException("the database cannot hold this", cause));
        return Future.succeededFuture();
    }

    private Future<LedgerSession> session() {
        if (session != null) {
            return Future.succeededFuture(session);
        }
        Future<LedgerSession> opening = LedgerSession.open(vertx, database);
        return opening.timeout(OPEN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> opening.onSuccess(LedgerSession::close))
                .map(this::opened);
    }

    private LedgerSession opened(LedgerSession open) {
        session = open;
        open.connection().closeHandler(closed -> {
            if (session == open) {
                session = null;
            }
        });
        if (!open.epoch().equals(epoch)) {
            epoch = open.epoch();
            listener.begun(epoch, open.head());
        }
        return open;
    }

    private void closeIfStopping() {
        if (stopping) {
            LedgerSession open = session;
            session = null;
            (open == null ? Future.<Void>succeededFuture() : closed(open)).onComplete(closed -> stopped.tryComplete());
        }
    }

    /** Succeeds soon, also where nobody is there to say good-bye to. */
    private static Future<Void> closed(LedgerSession open) {
        return open.close()
                .timeout(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
