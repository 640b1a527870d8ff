package omnirelay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import omnirelay.config.RelayConfig;
import omnirelay.message.Entry;
import omnirelay.message.LookUpTimes;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.support.Soon;

/** A ledger on an event loop of its own, used from a test's thread, with all that it tells of itself. */
final class LedgerUnderTest implements LedgerListener, LedgerMeter, AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final RelayConfig.Ledger BOUNDS = new RelayConfig.Ledger(100_000, 256, 1 << 20);

    private final Context context;
    private final Ledger ledger;
    private final List<String> epochs = new CopyOnWriteArrayList<>();
    private final List<NumberedEvent> events = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    LedgerUnderTest(Vertx vertx, PgConnectOptions database, RelayConfig.Ledger bounds) {
        context = vertx.getOrCreateContext();
        ledger = new Ledger(vertx, database, bounds, new RelayConfig.Stop(false), new LookUpTimes(1), this, this);
    }

    static LedgerUnderTest started(Vertx vertx, PgConnectOptions database) {
        return started(vertx, database, BOUNDS);
    }

    static LedgerUnderTest started(Vertx vertx, PgConnectOptions database, RelayConfig.Ledger bounds) {
        LedgerUnderTest started = new LedgerUnderTest(vertx, database, bounds);
        Soon.await(started.onLoop(started.ledger::start));
        return started;
    }

    /** Takes an entry and waits for its commit. */
    Reply take(Entry entry) {
        return Soon.await(submit(entry));
    }

    Future<Reply> submit(Entry entry) {
        return submit(entry, PATIENCE);
    }

    Future<Reply> submit(Entry entry, Duration patience) {
        return onLoop(() -> ledger.submit(entry, patience));
    }

    /** Within one turn of the event loop, so that all but the first may share a batch. */
    List<Future<Reply>> submitAll(List<? extends Entry> entries) {
        List<Promise<Reply>> replies =
                entries.stream().map(entry -> Promise.<Reply>promise()).toList();
        context.runOnContext(turn -> {
            for (int i = 0; i < entries.size(); i++) {
                ledger.submit(entries.get(i), PATIENCE).onComplete(replies.get(i));
            }
        });
        return replies.stream().map(Promise::future).toList();
    }

    /** Takes entries and waits for all their commits. */
    List<Reply> takeAll(List<? extends Entry> entries) {
        List<Future<Reply>> replies = submitAll(entries);
        Soon.await(Future.join(replies).otherwiseEmpty());
        return replies.stream().map(reply -> reply.await()).toList();
    }

    Future<Void> stop() {
        return onLoop(ledger::stop);
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(turn -> work.get().onComplete(promise));
        return promise.future();
    }

    /** Every epoch that was begun, in order. */
    List<String> epochs() {
        return epochs;
    }

    List<NumberedEvent> events() {
        return events;
    }

    /** How many entries each batch held. */
    List<Integer> batches() {
        return batches;
    }

    @Override
    public void begun(String epoch, long head) {
        epochs.add(epoch);
    }

    @Override
    public void committed(List<NumberedEvent> committed) {
        events.addAll(committed);
    }

    @Override
    public void committed(int entries, long nanos) {
        batches.add(entries);
    }

    @Override
    public void answered(Entry entry, long nanosWaited) {
        assertThat(nanosWaited).isPositive();
    }

    @Override
    public void close() {
        Soon.await(stop());
    }
}
