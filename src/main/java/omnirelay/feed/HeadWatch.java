package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from other nodes that the log has moved: by notification at once, by looking each second in any case. */
final class HeadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HeadWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final EventLog events;
    private final Notifications notifications;
    private boolean reachable = true;
    private boolean closed;

    HeadWatch(Vertx vertx, PgConnectOptions database, EventLog events) {
        this.vertx = vertx;
        this.events = events;
        this.notifications = new Notifications(vertx, database, events::headMovedTo);
    }

    /** Succeeds when the log knows where it stands. */
    Future<Void> start() {
        notifications.listen();
        return events.look().onSuccess(seen -> lookAgain()).mapEmpty();
    }

    Future<Void> close() {
        closed = true;
        return notifications.close();
    }

    private void lookAgain() {
        vertx.setTimer(LOOK_EVERY.toMillis(), now -> {
            if (!closed) {
                events.look().onComplete((seen, failure) -> {
                    say(failure);
                    lookAgain();
                });
            }
        });
    }

    /** Once for each change, not each second. */
    private void say(@Nullable Throwable failure) {
        if (failure == null && !reachable) {
            LOG.info("the log's head can be read again");
        } else if (failure != null && reachable) {
            LOG.warn("the log's head cannot be read: {}", failure.getMessage());
        }
        reachable = failure == null;
    }
}
