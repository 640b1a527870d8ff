package omnirelay.access;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what people are served for long, as the feed, when their session has ended: at once where that happens on this
 * node, else when this node looks again.
 */
public final class SessionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

    private final Sessions sessions;
    private final Supplier<Set<String>> served;
    private final Function<String, Future<Void>> end;

    /**
     * @param served sessions that are being served, as {@link Principal#session} names them
     * @param end ends what one of them is served
     */
    public SessionWatch(Sessions sessions, Supplier<Set<String>> served, Function<String, Future<Void>> end) {
        this.sessions = sessions;
        this.served = served;
        this.end = end;
    }

    /** Looks every {@code interval} until {@code vertx} or the verticle that calls this is stopped. */
    public void lookEvery(Duration interval, Vertx vertx) {
        vertx.setPeriodic(
                interval.toMillis(),
                timer -> look().onFailure(
                                away -> LOG.warn("cannot see now whether sessions go on: {}", away.toString())));
    }

    /** A session has ended. Who ended it need not wait until slow connections have gone. */
    void ended(String session) {
        end.apply(session)
                .onFailure(failure -> LOG.warn("a connection of an ended session ended badly: {}", failure.toString()));
    }

    /** Asks the database which sessions go on. */
    Future<Void> look() {
        Set<String> asked = Set.copyOf(served.get());
        if (asked.isEmpty()) {
            return Future.succeededFuture();
        }
        return sessions.stillOpen(asked).map(open -> {
            asked.stream().filter(session -> !open.contains(session)).forEach(this::ended);
            return null;
        });
    }
}
