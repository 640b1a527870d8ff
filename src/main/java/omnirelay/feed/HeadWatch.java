package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from other nodes that the log has moved: by notification at once, by looking each second in any case. */
final class HeadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HeadWatch.class);
    private static final String CHANNEL = "omnirelay_feed";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 200;
    private static final int DOUBLINGS_MAX = 6;

    private final Vertx vertx;
    private final EventLog events;
    private final PgSubscriber notifications;
    private boolean reachable = true;
    private boolean closed;

    HeadWatch(Vertx vertx, PgConnectOptions database, EventLog events) {
        this.vertx = vertx;
        this.events = events;
        this.notifications = PgSubscriber.subscriber(vertx, database).reconnectPolicy(HeadWatch::pauseMillis);
    }

    /** Succeeds when the log knows where it stands. */
    Future<Void> start() {
        notifications.channel(CHANNEL).handler(seq -> events.headMovedTo(Long.parseLong(seq)));
        listen();
        return events.look().onSuccess(seen -> lookAgain()).mapEmpty();
    }

    Future<Void> close() {
        closed = true;
        return notifications.close();
    }

    /** The subscriber comes back by itself after it was connected once, not before. */
    private void listen() {
        notifications.connect().onFailure(failure -> {
            LOG.warn("cannot listen for other nodes' events: {}", failure.getMessage());
            notifications
                    .close()
                    .onComplete(ended -> vertx.setTimer(pauseMillis(DOUBLINGS_MAX), again -> {
                        if (!closed) {
                            listen();
                        }
                    }));
        });
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

    private static long pauseMillis(int failures) {
        long pause = PAUSE_MILLIS << Math.min(failures, DOUBLINGS_MAX);
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause);
    }
}
