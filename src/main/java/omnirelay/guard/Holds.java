package omnirelay.guard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is held, as this node last saw it: it looks twice a second, and at once when a hold is placed or released here. While
 * the database is away the last it saw is good. What waits in the queue is held there, by the database itself.
 */
public final class Holds {
    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Supplier<Future<List<Kind>>> database;
    private List<Kind> held = List.of();
    private long lastLook;
    private long lastSeen;
    private boolean reachable = true;
    private boolean stopped;

    /** @param database reads what is held */
    public Holds(Vertx vertx, Supplier<Future<List<Kind>>> database) {
        this.vertx = vertx;
        this.database = database;
    }

    /** Succeeds once it is known what is held, so that nothing slips through after a restart. */
    public Future<Void> start() {
        return look().onSuccess(seen -> lookAgain());
    }

    public void stop() {
        stopped = true;
    }

    public boolean concern(Kind message) {
        return held.stream().anyMatch(kind -> kind.covers(message));
    }

    public int count() {
        return held.size();
    }

    /** A look that began earlier may end later: what it saw is the older then. */
    Future<Void> look() {
        long look = ++lastLook;
        return database.get().map(kinds -> {
            if (look > lastSeen) {
                lastSeen = look;
                held = kinds;
            }
            return null;
        });
    }

    private void lookAgain() {
        vertx.setTimer(LOOK_EVERY.toMillis(), now -> {
            if (!stopped) {
                look().onComplete((seen, failure) -> {
                    say(failure);
                    lookAgain();
                });
            }
        });
    }

    /** Once for each change, not each time. */
    private void say(@Nullable Throwable failure) {
        if (failure == null && !reachable) {
            LOG.info("holds can be read again");
        } else if (failure != null && reachable) {
            LOG.warn("holds cannot be read: {}", failure.getMessage());
        }
        reachable = failure == null;
    }
}
