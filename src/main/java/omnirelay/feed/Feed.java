package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import omnirelay.config.RelayConfig;
import omnirelay.feed.Admission.Viewer;
import omnirelay.message.NumberedEvent;

/**
 * The feed of one node: one log, and everyone who follows it. The ledger hands over what it commits; other nodes'
 * events are read from the database. Everything happens on the event loop that constructs it.
 */
public final class Feed {
    private static final Duration TICK = Duration.ofMillis(500);

    /** By how much a notification may overtake the handing over of what this node itself committed. */
    private static final Duration HANDOVER = Duration.ofMillis(20);

    private final Vertx vertx;
    private final FeedFigures figures = new FeedFigures();
    private final Seats seats;
    private final EventLog events;
    private final HeadWatch watch;
    private final Serving serving;
    private long ticking;

    public Feed(Vertx vertx, Pool pool, PgConnectOptions database, RelayConfig.Feed bounds) {
        this.vertx = vertx;
        this.seats = new Seats(bounds.subscribersMax());
        this.events = new EventLog(new EventReader(pool), bounds.memoryEvents(), this::inAMoment, seats, figures);
        this.watch = new HeadWatch(vertx, database, events);
        this.serving = new Serving(events, new Turns(this::onLoop), bounds.staleAfter());
    }

    /** Succeeds when the feed knows where the log stands. */
    public Future<Void> start() {
        ticking = vertx.setPeriodic(TICK.toMillis(), tick -> tick());
        return watch.start();
    }

    /** A history of the log begins, or the first that this node sees. Whoever is subscribed to another gets a reset. */
    public void begun(String epoch, long head) {
        events.begin(new LogHead(epoch, head));
    }

    /** This node committed these events, in order; other nodes may have committed some before them. */
    public void committed(List<NumberedEvent> committed) {
        events.publish(committed);
    }

    /** The sessions that have connections. */
    public Set<String> sessions() {
        return seats.all().stream()
                .map(Seat::session)
                .filter(session -> !session.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Ends the connections of a session that is over. */
    public Future<Void> signedOut(String session) {
        return end(seat -> seat.session().equals(session), CloseCode.NOT_AUTHENTICATED, "signed out");
    }

    public FeedFigures figures() {
        return figures;
    }

    /** Says good-bye to everyone; succeeds when all connections have ended. */
    public Future<Void> close() {
        vertx.cancelTimer(ticking);
        return end(seat -> true, CloseCode.SHUTTING_DOWN, "the relay is shutting down")
                .transform(ended -> watch.close());
    }

    /** A place for a connection; empty where there are too many. */
    Optional<Seat> seat(Outlet outlet, Viewer viewer) {
        Seat seat = new Seat(serving, outlet, viewer, seats::remove);
        return seats.add(seat) ? Optional.of(seat) : Optional.empty();
    }

    LogHead head() {
        return events.head();
    }

    private Future<Void> end(Predicate<Seat> which, CloseCode code, String reason) {
        return Future.join(seats.all().stream()
                        .filter(which)
                        .map(seat -> seat.close(code, reason))
                        .toList())
                .mapEmpty();
    }

    private void onLoop(Runnable task) {
        vertx.runOnContext(now -> task.run());
    }

    private void inAMoment(Runnable task) {
        vertx.setTimer(HANDOVER.toMillis(), now -> task.run());
    }

    private void tick() {
        long nanos = System.nanoTime();
        Instant now = Instant.now();
        List<Seat> all = seats.all();
        all.forEach(seat -> seat.tick(nanos, now));
        figures.standAt(all.size(), all.stream().mapToLong(Seat::lag).max().orElse(0));
    }
}
