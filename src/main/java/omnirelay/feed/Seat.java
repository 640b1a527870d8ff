package omnirelay.feed;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import omnirelay.feed.Admission.Viewer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection's place in the feed: at any time it has one subscriber or none. */
final class Seat {
    private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

    /** A connection that asks for nothing keeps others out for no longer than this. */
    private static final Duration IDLE_MAX = Duration.ofMinutes(1);

    private final Serving serving;
    private final Outlet outlet;
    private final Viewer viewer;
    private final Consumer<Seat> leaving;
    private @Nullable Subscriber subscriber;
    private long idleSince = System.nanoTime();
    private boolean left;
    private @Nullable Future<Void> closing;

    Seat(Serving serving, Outlet outlet, Viewer viewer, Consumer<Seat> leaving) {
        this.serving = serving;
        this.outlet = outlet;
        this.viewer = viewer;
        this.leaving = leaving;
    }

    /** Replaces what was subscribed before. Succeeds when {@code subscribed} or {@code reset} has left. */
    Future<Void> subscribe(Subscription wanted) {
        stop();
        return bounds(wanted)
                .onFailure(failure -> end(CloseCode.TRY_AGAIN, "the log cannot be read now"))
                .compose(bounds -> begin(wanted, bounds));
    }

    /** The connection is gone. */
    void leave() {
        left = true;
        stop();
        leaving.accept(this);
    }

    /** The log has grown. */
    void moved() {
        if (subscriber != null) {
            subscriber.wake();
        }
    }

    /** The log begins another history. */
    void begunAnew() {
        if (subscriber != null && !subscriber.stopped()) {
            subscriber.reset(Reset.EPOCH_CHANGED);
        }
    }

    /** Called every now and then. */
    void tick(long nanos, Instant now) {
        if (!now.isBefore(viewer.until())) {
            end(CloseCode.NOT_AUTHENTICATED, "the session has ended");
        } else if (subscriber == null || subscriber.stopped()) {
            if (nanos - idleSince > IDLE_MAX.toNanos()) {
                end(CloseCode.TRY_AGAIN, "nothing was subscribed for " + IDLE_MAX.toSeconds() + " s");
            }
        } else if (subscriber.stale(nanos)) {
            end(CloseCode.TRY_AGAIN, "too slow; last seq " + subscriber.position());
        } else {
            idleSince = nanos;
            subscriber.tick(nanos);
        }
    }

    /** Ends the connection; succeeds when it has ended. */
    Future<Void> close(CloseCode code, String reason) {
        if (closing == null) {
            stop();
            closing = outlet.close(code, reason);
        }
        return closing;
    }

    String session() {
        return viewer.session();
    }

    /** How many events the subscriber is behind. */
    long lag() {
        return subscriber == null ? 0 : Math.max(0, serving.events().headSeq() - subscriber.position());
    }

    private Future<LogBounds> bounds(Subscription wanted) {
        EventLog events = serving.events();
        // Who wants everything up to the head wants the cluster's, which may be ahead of this node's.
        return wanted.endless()
                ? events.boundsFor(wanted.after()).map(Future::succeededFuture).orElseGet(events::bounds)
                : events.bounds();
    }

    private Future<Void> begin(Subscription wanted, LogBounds bounds) {
        if (left) {
            return Future.failedFuture("the connection is gone");
        }
        LogHead head = serving.events().head();
        Optional<Reset> refused = head.epoch().equals(bounds.head().epoch())
                ? bounds.refuses(wanted.after())
                : Optional.of(Reset.EPOCH_CHANGED);
        if (refused.isPresent()) {
            return outlet.reset(refused.get(), head.epoch(), head.seq());
        }
        subscriber = new Subscriber(serving, outlet, wanted, bounds);
        return subscriber.begin();
    }

    private void stop() {
        if (subscriber != null) {
            subscriber.stop();
            subscriber = null;
        }
    }

    private void end(CloseCode code, String reason) {
        close(code, reason).onFailure(failure -> LOG.debug("a connection ended badly: {}", failure.getMessage()));
    }
}
