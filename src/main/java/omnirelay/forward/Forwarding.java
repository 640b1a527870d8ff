package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import omnirelay.config.RelayConfig;
import omnirelay.message.MessageState;
import omnirelay.message.NumberHash;
import omnirelay.storage.Leases;

/** Everything that forwards, built and stopped together. */
public final class Forwarding {
    private final Pool pool;
    private final Receivers receivers;
    private final DeliveryStore deliveries;
    private final Forwarder forwarder;
    private final ReceiverStore store;
    private final Replay replay;

    /**
     * Constructs; nothing runs yet.
     *
     * @param messages gives a message by its id
     */
    public Forwarding(
            Vertx vertx,
            RelayConfig config,
            Pool pool,
            Leases leases,
            NumberHash numbers,
            Function<String, Future<Optional<MessageState>>> messages,
            InstantSource clock,
            RandomGenerator random,
            ForwardMeter meter) {
        this.pool = pool;
        this.receivers = new Receivers(config, numbers);
        this.deliveries = new DeliveryStore(pool);
        LogReader log = new LogReader(pool);
        Addressing addressing = new Addressing(receivers);
        Courier courier = new Courier(vertx);
        Pauses pauses = new Pauses(random, config.timeScale());
        Telling telling = new Telling(
                receivers, new Bodies(pool, receivers, messages), addresses(vertx, config), courier, pauses, clock);
        this.forwarder = new Forwarder(
                vertx,
                leases,
                new LogWalk(log, addressing, deliveries),
                deliveries,
                new Forgetting(pool, pauses.givenUpAfter()),
                new DueDeliveries(pool),
                telling,
                courier,
                meter);
        this.store = new ReceiverStore(pool);
        this.replay = new Replay(log, addressing, deliveries);
    }

    private static Addresses addresses(Vertx vertx, RelayConfig config) {
        if (config.forward().allowPrivate()) {
            return Addresses.any(vertx);
        }
        return config.sandbox().enabled() ? Addresses.publicAndLoopback(vertx) : Addresses.publicOnly(vertx);
    }

    public void start() {
        forwarder.start();
    }

    public Future<Void> stop() {
        return forwarder.stop();
    }

    /** There may be something to forward. */
    public void wake() {
        forwarder.wake();
    }

    /** What is still to be told. */
    public Backlog backlog() {
        return new Backlog(pool, receivers);
    }

    Receivers receivers() {
        return receivers;
    }

    ReceiverStore store() {
        return store;
    }

    Replay replay() {
        return replay;
    }
}
