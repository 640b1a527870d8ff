package omnirelay.support;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import omnirelay.config.RelayConfig;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LedgerListener;
import omnirelay.ledger.LedgerMeter;
import omnirelay.message.Channel;
import omnirelay.message.Entry;
import omnirelay.message.LookUpTimes;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Plan;
import omnirelay.message.Reply;

/** Another node on a relay's database: only its ledger, through which messages are sent and confirmed at a steady pace. */
public final class Traffic extends VerticleBase implements AutoCloseable {
    /** Accepted, sending, sent, confirmed on the channel, confirmed as a whole. */
    public static final int EVENTS_OF_A_MESSAGE = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final String NODE = "traffic";
    private static final Plan PLAN = Plan.of(
            List.of(new Channel("mms", Duration.ofMinutes(10)), new Channel("sms", Channel.DEFAULT_FALLBACK_TIME)));

    private final Vertx own = Vertx.vertx();
    private final Ledger ledger;

    private Traffic(TestDatabase database) {
        ledger = new Ledger(
                own,
                database.database().connectOptions(),
                new RelayConfig.Ledger(10_000, 300, 1 << 20),
                new RelayConfig.Stop(false),
                new LookUpTimes(1),
                new Alone(),
                new Unmeasured());
    }

    public static Traffic on(TestDatabase database) {
        Traffic traffic = new Traffic(database);
        Soon.await(traffic.own.deployVerticle(traffic));
        return traffic;
    }

    @Override
    public Future<?> start() {
        return ledger.start();
    }

    /** Begins so many messages every tenth of a second; done when all are confirmed. */
    public Future<?> send(int atATime, int times) {
        Promise<Future<?>> begun = Promise.promise();
        List<Future<?>> all = new ArrayList<>();
        context.runOnContext(now -> own.setPeriodic(BEAT.toMillis(), timer -> {
            for (int i = 0; i < atATime; i++) {
                all.add(message());
            }
            if (all.size() >= atATime * times) {
                own.cancelTimer(timer);
                begun.complete(Future.all(all));
            }
        }));
        return begun.future().compose(sent -> sent);
    }

    private Future<Reply> message() {
        MessageId id = Entries.newId();
        Message message = new Message(
                id, "shop", "order-" + id, "1555•••5309", Entries.NUMBER_HASH, "MKT", PLAN, "spring", "US", null, null);
        return submit(new Entry.Accepted(message, Entries.content(), null, new Entry.Turn.AtOnce(NODE)))
                .compose(begun -> submit(Entries.sent(id, 1, "reference-of-" + id)))
                .compose(sent -> submit(Entries.callback(Entries.ours(id), "mms:3000 whole:3000/mms")));
    }

    private Future<Reply> submit(Entry entry) {
        return ledger.submit(entry, PATIENCE);
    }

    /** Tells nobody: the relay hears from the database that there are events. */
    private record Alone() implements LedgerListener {
        @Override
        public void begun(String epoch, long head) {}

        @Override
        public void committed(List<NumberedEvent> events) {}
    }

    private record Unmeasured() implements LedgerMeter {
        @Override
        public void committed(int entries, long nanos) {}

        @Override
        public void answered(Entry entry, long nanosWaited) {}
    }

    @Override
    public void close() {
        Soon.await(own.close());
    }
}
