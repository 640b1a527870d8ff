package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import omnirelay.message.Lane;

/** Those on this node who wait for a slot. */
final class Lanes {
    private final Vertx vertx;
    private final Map<Lane, Set<Waiter>> lanes = new EnumMap<>(Lane.class);

    Lanes(Vertx vertx) {
        this.vertx = vertx;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LinkedHashSet<>());
        }
    }

    /** Somebody who waits. */
    static final class Waiter {
        private final Lane lane;
        private final Promise<Slot> promise = Promise.promise();
        private final long since = System.nanoTime();

        private Waiter(Lane lane) {
            this.lane = lane;
        }

        Lane lane() {
            return lane;
        }

        long nanosWaited() {
            return System.nanoTime() - since;
        }

        void take(Slot slot) {
            promise.complete(slot);
        }
    }

    /** Fails with {@link NoSlotException} when patience is over. */
    Future<Slot> join(Lane lane, Duration patience) {
        Waiter waiter = new Waiter(lane);
        of(lane).add(waiter);
        long timer = vertx.setTimer(Math.max(1, patience.toMillis()), over -> dismiss(waiter));
        return waiter.promise.future().onComplete(served -> vertx.cancelTimer(timer));
    }

    /** Takes out who is next. */
    Optional<Waiter> next() {
        Optional<Waiter> next = all().findFirst();
        next.ifPresent(waiter -> of(waiter.lane).remove(waiter));
        return next;
    }

    void dismissAll() {
        all().toList().forEach(this::dismiss);
    }

    /** How many wait in each lane, in the lanes' order. */
    List<Integer> waiting() {
        return lanes.values().stream().map(Set::size).toList();
    }

    /** How many wait in this lane and those that go before it. */
    int waitingUpTo(Lane last) {
        return lanes.entrySet().stream()
                .filter(lane -> lane.getKey().compareTo(last) <= 0)
                .mapToInt(lane -> lane.getValue().size())
                .sum();
    }

    boolean isEmpty() {
        return lanes.values().stream().allMatch(Set::isEmpty);
    }

    boolean isEmpty(Lane lane) {
        return of(lane).isEmpty();
    }

    private void dismiss(Waiter waiter) {
        if (of(waiter.lane).remove(waiter)) {
            waiter.promise.fail(new NoSlotException());
        }
    }

    private Stream<Waiter> all() {
        return lanes.values().stream().flatMap(Set::stream);
    }

    private Set<Waiter> of(Lane lane) {
        return Objects.requireNonNull(lanes.get(lane));
    }
}
