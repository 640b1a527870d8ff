package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import omnirelay.message.NumberedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log in memory: the latest events, each exactly once, in order and without gaps. What this node commits is handed
 * over; what other nodes commit is read from the database before anything that follows it. Everything happens on one
 * event loop.
 */
final class EventLog {
    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int GAP_PAGE = 1_000;
    private static final int PAGES_AT_ONCE = 4;

    /** A notification may overtake the handing over of what this node itself committed. */
    private static final Duration HANDOVER = Duration.ofMillis(20);

    private final Vertx vertx;
    private final EventReader reader;
    private final RecentEvents recent;
    private final FeedFigures figures;
    private final Follower follower;
    private final Limiter pages = new Limiter(PAGES_AT_ONCE);
    private String epoch = "";
    private long committed;
    private boolean awaitingHandover;
    private boolean filling;

    /** Who is told that there is something new. */
    interface Follower {
        void moved();

        /** All numbers mean something else from now on. */
        void begunAnew();
    }

    EventLog(Vertx vertx, EventReader reader, int memoryEvents, Follower follower, FeedFigures figures) {
        this.vertx = vertx;
        this.reader = reader;
        this.recent = new RecentEvents(memoryEvents);
        this.follower = follower;
        this.figures = figures;
    }

    LogHead head() {
        return new LogHead(epoch, recent.head());
    }

    String epoch() {
        return epoch;
    }

    long headSeq() {
        return recent.head();
    }

    /** Whether all that follows {@code seq} is in memory. */
    boolean remembersAfter(long seq) {
        return recent.reachBackTo(seq);
    }

    NumberedEvent get(long seq) {
        return recent.get(seq);
    }

    /** A history of the log begins, or goes on. */
    void begin(LogHead begun) {
        if (!begun.epoch().equals(epoch)) {
            log.info("the feed follows epoch {} from {}", begun.epoch(), begun.seq());
            epoch = begun.epoch();
            committed = begun.seq();
            recent.restartAt(begun.seq());
            follower.begunAnew();
        }
        headMovedTo(begun.seq());
    }

    /** Takes what this node committed. */
    void publish(List<NumberedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        committed = Math.max(committed, events.get(events.size() - 1).seq());
        if (!filling && events.get(0).seq() <= recent.head() + 1) {
            append(events);
        } else {
            fillGap();
        }
    }

    /** The log has come that far, by whichever node. */
    void headMovedTo(long seq) {
        committed = Math.max(committed, seq);
        if (committed > recent.head() && !awaitingHandover) {
            awaitingHandover = true;
            vertx.setTimer(HANDOVER.toMillis(), handedOver -> {
                awaitingHandover = false;
                fillGap();
            });
        }
    }

    /** Looks at the database's head and follows it. */
    Future<LogHead> look() {
        String before = epoch;
        return reader.head().onSuccess(seen -> observe(before, seen));
    }

    /** The bounds as the database has them. */
    Future<LogBounds> bounds() {
        String before = epoch;
        return reader.bounds().onSuccess(seen -> observe(before, seen.head()));
    }

    /** The bounds without asking the database, where memory is enough to serve that cursor. */
    Optional<LogBounds> boundsFor(Cursor cursor) {
        LogBounds here = new LogBounds(head(), 1);
        boolean servable = here.refuses(cursor).isEmpty() && recent.reachBackTo(here.positionOf(cursor));
        return servable ? Optional.of(here) : Optional.empty();
    }

    /** Reads a page of what memory no longer holds. Only a few at once: the ledger needs the database too. */
    Future<EventReader.Page> read(long after, int max) {
        return pages.run(() -> reader.page(after, recent.head(), max));
    }

    /** What was read under another epoch than the present one is too old to say anything about this one. */
    private void observe(String before, LogHead seen) {
        if (before.equals(epoch) && !seen.epoch().isEmpty()) {
            begin(seen);
        }
    }

    private void fillGap() {
        if (filling || committed <= recent.head()) {
            return;
        }
        filling = true;
        long from = recent.head();
        String during = epoch;
        reader.page(from, committed, GAP_PAGE).onComplete((page, failure) -> {
            filling = false;
            if (!during.equals(epoch)) {
                fillGap();
            } else if (page != null && page.epoch().equals(epoch) && page.follows(from)) {
                append(page.events());
                fillGap();
            } else {
                sayUnread(from, failure);
            }
        });
    }

    /** Nothing is lost: the next look at the head tries again. */
    private void sayUnread(long from, @Nullable Throwable failure) {
        log.warn(
                "events {} to {} cannot be read yet: {}",
                from + 1,
                committed,
                failure == null ? "the database holds others" : failure.getMessage());
    }

    private void append(List<NumberedEvent> events) {
        long before = recent.head();
        events.stream().filter(event -> event.seq() > recent.head()).forEach(recent::append);
        figures.published(recent.head() - before);
        follower.moved();
    }
}
