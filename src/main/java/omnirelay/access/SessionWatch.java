package omnirelay.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who serve a person for long, as a feed does, that the session has ended: at once where it ends on this
 * node, else when this node looks again. Runs on one event loop.
 */
public final class SessionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

    private final Sessions sessions;
    private final Map<String, Set<Runnable>> watchers = new HashMap<>();

    public SessionWatch(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Looks every {@code interval} until {@code vertx} or the verticle that calls this is stopped. */
    public SessionWatch lookEvery(Duration interval, Vertx vertx) {
        vertx.setPeriodic(
                interval.toMillis(),
                timer -> look().onFailure(away ->
                        LOG.warn("cannot look whether sessions go on, will look again: {}", away.toString())));
        return this;
    }

    /**
     * Runs {@code atEnd} once when the principal's session has ended; never for a program, which has none.
     *
     * @return ends the watching
     */
    public Runnable watch(Principal principal, Runnable atEnd) {
        String session = principal.session();
        if (session == null) {
            return () -> {};
        }
        watchers.computeIfAbsent(session, any -> new LinkedHashSet<>()).add(atEnd);
        return () -> watchers.computeIfPresent(session, (id, left) -> {
            left.remove(atEnd);
            return left.isEmpty() ? null : left;
        });
    }

    /** The session has ended on this node. */
    void ended(String session) {
        Set<Runnable> told = watchers.remove(session);
        if (told != null) {
            told.forEach(Runnable::run);
        }
    }

    /** Asks the database which of the watched sessions go on. */
    Future<Void> look() {
        if (watchers.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> watched = new ArrayList<>(watchers.keySet());
        return sessions.stillOpen(watched).map(open -> {
            watched.stream().filter(session -> !open.contains(session)).forEach(this::ended);
            return null;
        });
    }
}
