package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import omnirelay.storage.Leases;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards, on the one node that holds the lease: looks through the log when it moves, and tells each receiver what is
 * due, a few at a time, so that one that hangs holds up no other. All that it knows is in the database; another node can
 * go on at any moment. Lives on one event loop.
 */
final class Forwarder {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final String LEASE = "forward";
    private static final Duration HELD_FOR = Duration.ofSeconds(10);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(6);

    private final Vertx vertx;
    private final Leases leases;
    private final LogWalk walk;
    private final Forgetting forgetting;
    private final DueDeliveries due;
    private final Telling telling;
    private final Courier courier;
    private final Settlements settlements;
    private final ForwardMeter meter;
    private final UnderWay underWay = new UnderWay();
    private final Set<Long> settledMeanwhile = new HashSet<>();
    private final Promise<Void> quiet = Promise.promise();
    private final long[] timers = new long[2];
    private long heldUntilNanos;
    private boolean holding;
    private boolean working;
    private boolean wokenMeanwhile;
    private boolean troubled;
    private boolean stopped;

    Forwarder(
            Vertx vertx,
            Leases leases,
            LogWalk walk,
            DeliveryStore deliveries,
            Forgetting forgetting,
            DueDeliveries due,
            Telling telling,
            Courier courier,
            ForwardMeter meter) {
        this.vertx = vertx;
        this.leases = leases;
        this.walk = walk;
        this.forgetting = forgetting;
        this.due = due;
        this.telling = telling;
        this.courier = courier;
        this.settlements = new Settlements(deliveries::settle);
        this.meter = meter;
    }

    void start() {
        timers[0] = vertx.setPeriodic(1, RENEW_EVERY.toMillis(), again -> renew());
        timers[1] = vertx.setPeriodic(LOOK_EVERY.toMillis(), again -> wake());
    }

    /** Posts nothing new, waits for the answers to what is under way, and lets another node go on. */
    Future<Void> stop() {
        stopped = true;
        for (long timer : timers) {
            vertx.cancelTimer(timer);
        }
        long limit = vertx.setTimer(FINISH_WITHIN.toMillis(), over -> quiet.tryComplete());
        quietWhenDone();
        return quiet.future()
                .onComplete(done -> vertx.cancelTimer(limit))
                .transform(done -> courier.close())
                .transform(closed -> leases.release(LEASE).otherwiseEmpty());
    }

    /** There may be something to forward. */
    void wake() {
        if (stopped || !holds()) {
            return;
        }
        if (working) {
            wokenMeanwhile = true;
            return;
        }
        working = true;
        walk.step()
                .onSuccess(this::goOnIf)
                .compose(walked -> forgetting.inTime(underWay.numbers()))
                .compose(forgotten -> due.begin(UnderWay.EACH, () -> !underWay.isFull(), this::begin))
                .onSuccess(this::goOnIf)
                .onComplete((begun, failure) -> {
                    say(failure);
                    working = false;
                    settledMeanwhile.forEach(underWay::end);
                    settledMeanwhile.clear();
                    quietWhenDone();
                    if (wokenMeanwhile && failure == null) {
                        wokenMeanwhile = false;
                        wake();
                    }
                });
    }

    private void goOnIf(boolean more) {
        wokenMeanwhile |= more;
    }

    private void begin(Delivery delivery) {
        if (stopped || !underWay.begin(delivery)) {
            return;
        }
        telling.tell(delivery, this::holds)
                .onSuccess(attempt -> meter.tried(attempt.outcome()))
                .compose(settlements::settle)
                .onComplete((settled, failure) -> {
                    say(failure);
                    ended(delivery.number());
                    if (failure == null) {
                        wake();
                    }
                });
    }

    /** What is being read of what is due may be from before: it must not begin a second time because of that. */
    private void ended(long number) {
        if (working) {
            settledMeanwhile.add(number);
        } else {
            underWay.end(number);
            quietWhenDone();
        }
    }

    private void quietWhenDone() {
        if (stopped && !working && underWay.isEmpty()) {
            quiet.tryComplete();
        }
    }

    /** Measured from before it was asked for: a node that stood still finds that its lease is over. */
    private boolean holds() {
        return holding && System.nanoTime() < heldUntilNanos;
    }

    private void renew() {
        long asked = System.nanoTime();
        leases.take(LEASE, HELD_FOR).onComplete((held, failure) -> {
            if (held != null && held && !holding) {
                LOG.info("this node forwards callbacks");
            }
            if (failure == null) {
                holding = held;
                heldUntilNanos = asked + HELD_FOR.toNanos();
                wake();
            }
        });
    }

    /** Once for each change: what could not be done now is done at the next look. */
    private void say(@Nullable Throwable failure) {
        if (failure != null && !troubled) {
            LOG.warn("forwarding waits: {}", failure.getMessage());
        } else if (failure == null && troubled) {
            LOG.info("forwarding goes on");
        }
        troubled = failure != null;
    }
}
