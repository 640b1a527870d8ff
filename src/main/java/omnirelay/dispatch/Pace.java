package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import omnirelay.dispatch.PaceTable.Grant;
import omnirelay.message.Lane;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the slots in which requests may go to TeleSign: the more urgent lane first, in each lane who came first.
 * Slots are reserved when somebody waits for one; those who come while a reservation is under way share the next. Lives on
 * one event loop.
 */
public final class Pace {
    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);

    /** A slot this near is as good as one that is due. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final Vertx vertx;
    private final PaceTable table;
    private final SendMeter meter;
    private final Lanes lanes;
    private final Arrears arrears = new Arrears();
    private final Deque<Slot> unused = new ArrayDeque<>();
    private double rate;
    private long nextNanos = System.nanoTime();
    private boolean reserving;
    private boolean newcomers;
    private @Nullable Long askingAgain;
    private boolean stopped;

    public Pace(Vertx vertx, PaceTable table, SendMeter meter) {
        this.vertx = vertx;
        this.table = table;
        this.meter = meter;
        this.lanes = new Lanes(vertx);
        this.rate = table.fullRate();
    }

    /** Waits for a turn and then for its moment: who asked may send one request when this succeeds. */
    public Future<Void> turn(Lane lane, Duration patience) {
        Deadline deadline = Deadline.in(patience);
        return slot(lane, patience).compose(slot -> moment(slot, lane, deadline));
    }

    /** Waits for a slot, whose moment may still be to come; fails with {@link NoSlotException} when patience is over. */
    public Future<Slot> slot(Lane lane, Duration patience) {
        if (stopped) {
            return Future.failedFuture(new NoSlotException());
        }
        boolean first = lanes.isEmpty(lane);
        Future<Slot> slot = lanes.join(lane, patience);
        if (!unused.isEmpty()) {
            handOut();
        }
        if (first || askingAgain == null) {
            newcomers = reserving;
            reserve();
        }
        return slot;
    }

    /** Succeeds at the slot's moment; where that passed unused, at another one's. */
    public Future<Void> moment(Slot slot, Lane lane, Deadline deadline) {
        return reached(slot).compose(reached -> {
            if (slot.isVoid()) {
                return slot(lane, deadline.remaining()).compose(other -> moment(other, lane, deadline));
            }
            arrears.left(slot);
            return Future.succeededFuture();
        });
    }

    /** The slot is not needed: whoever waits may have it. */
    public void giveBack(Slot slot) {
        unused.addFirst(slot);
        handOut();
    }

    /** Whether a slot is probably to be had at once, with nobody before. */
    public boolean isFree(Lane lane) {
        long soon = System.nanoTime() + AT_ONCE.toNanos();
        return !stopped
                && askingAgain == null
                && nextNanos - soon <= 0
                && lanes.waitingUpTo(lane) < Math.max(1, rate * AT_ONCE.toNanos() / 1e9);
    }

    /** TeleSign said that there were too many requests. */
    public void exceeded() {
        LOG.warn("TeleSign says that there are too many requests: the rate is halved and recovers within a minute");
        table.slowDown().onFailure(cause -> LOG.warn("the rate could not be halved: {}", cause.getMessage()));
    }

    /** How many requests a second there may be now, by what the last reservation told. */
    public double rate() {
        return rate;
    }

    /** Whoever waits is told that there is no slot. */
    public void stop() {
        stopped = true;
        lanes.dismissAll();
        cancelAskingAgain();
    }

    private Future<Void> reached(Slot slot) {
        long millis = slot.remaining().toMillis();
        return millis == 0 ? Future.succeededFuture() : vertx.timer(millis).mapEmpty();
    }

    private void reserve() {
        List<Integer> wanted = lanes.waiting();
        if (reserving || stopped || lanes.isEmpty()) {
            return;
        }
        reserving = true;
        newcomers = false;
        cancelAskingAgain();
        long asked = System.nanoTime();
        table.reserve(wanted, arrears.takeDue()).onComplete(answer -> {
            reserving = false;
            if (answer.succeeded()) {
                take(answer.result(), asked);
            } else {
                LOG.warn(
                        "no slots could be reserved: {}",
                        String.valueOf(answer.cause().getMessage()));
                askAgain(AFTER_FAILURE);
            }
        });
    }

    private void take(Grant grant, long asked) {
        long answered = System.nanoTime();
        long offset = grant.first().toNanos();
        for (int i = 0; i < grant.granted(); i++) {
            unused.add(new Slot(answered + offset, asked + offset));
            offset += grant.spacing().toNanos();
        }
        nextNanos = answered + offset;
        rate = grant.rate();
        handOut();
        if (grant.askAgain() == null || newcomers) {
            reserve();
        } else {
            askAgain(grant.askAgain());
        }
    }

    private void askAgain(Duration pause) {
        cancelAskingAgain();
        if (!stopped) {
            askingAgain = vertx.setTimer(Math.max(1, pause.toMillis()), time -> {
                askingAgain = null;
                reserve();
            });
        }
    }

    private void cancelAskingAgain() {
        if (askingAgain != null) {
            vertx.cancelTimer(askingAgain);
            askingAgain = null;
        }
    }

    private void handOut() {
        while (!unused.isEmpty()) {
            if (unused.element().isVoid()) {
                unused.remove();
                continue;
            }
            Optional<Lanes.Waiter> next = lanes.next();
            if (next.isEmpty()) {
                return;
            }
            meter.slot(next.get().lane(), next.get().nanosWaited());
            next.get().take(unused.remove());
        }
    }
}
