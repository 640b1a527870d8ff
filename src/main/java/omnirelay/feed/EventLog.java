package omnirelay.feed;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import omnirelay.message.NumberedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log in memory: the latest events, each exactly once, in order and without gaps. What this node commits is handed
 * over; what other nodes commit is read from the database before anything that follows it. Everything happens on one
 * event loop.
 */
final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int GAP_PAGE = 1_000;
    private static final int PAGES_AT_ONCE = 4;

    private final KeptEvents kept;
    private final RecentEvents recent;
    private final Executor later;
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

    /** @param later runs something a moment later, long enough for a handing over that is under way */
    EventLog(KeptEvents kept, int memoryEvents, Executor later, Follower follower, FeedFigures figures) {
        this.kept = kept;
        this.recent = new RecentEvents(memoryEvents);
        this.later = later;
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
            LOG.info("the feed follows epoch {} from {}", begun.epoch(), begun.seq());
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
        if (events.get(0).seq() <= recent.head() + 1) {
            append(events);
        } else {
            fillGap();
        }
    }

    /**
     * The log has come that far, by whichever node. If by this one, the events will be handed over in a moment and
     * need not be read.
     */
    void headMovedTo(long seq) {
        committed = Math.max(committed, seq);
        if (committed > recent.head() && !awaitingHandover) {
            awaitingHandover = true;
            later.execute(() -> {
                awaitingHandover = false;
                fillGap();
            });
        }
    }

    /** Looks at the database's head and follows it. */
    Future<LogHead> look() {
        String before = epoch;
        return kept.head().map(seen -> observe(before, seen));
    }

    /** The bounds as the database has them. */
    Future<LogBounds> bounds() {
        String before = epoch;
        return kept.bounds().map(seen -> {
            observe(before, seen.head());
            return seen;
        });
    }

    /** The bounds without asking the database, where memory is enough to serve that cursor. */
    Optional<LogBounds> boundsFor(Cursor cursor) {
        LogBounds here = new LogBounds(head(), 1);
        boolean servable = here.refuses(cursor).isEmpty() && recent.reachBackTo(here.positionOf(cursor));
        return servable ? Optional.of(here) : Optional.empty();
    }

    /** Reads a page of what memory no longer holds. Only a few at once: the ledger needs the database too. */
    Future<KeptEvents.Page> read(long after, int max) {
        return pages.run(() -> kept.page(after, recent.head(), max));
    }

    /** What was read under another epoch than the present one is too old to say anything about this one. */
    private LogHead observe(String before, LogHead seen) {
        if (before.equals(epoch) && !seen.epoch().isEmpty()) {
            begin(seen);
        }
        return seen;
    }

    private void fillGap() {
        if (filling || committed <= recent.head()) {
            return;
        }
        filling = true;
        long from = recent.head();
        String during = epoch;
        kept.page(from, committed, GAP_PAGE).onComplete((page, failure) -> {
            filling = false;
            if (failure != null) {
                // Nothing is lost: the next look at the head tries again.
                LOG.warn("events after {} cannot be read yet: {}", from, failure.getMessage());
            } else if (!during.equals(epoch)) {
                fillGap();
            } else if (page.epoch().equals(epoch) && page.follows(from)) {
                append(page.events());
                fillGap();
            } else {
                skipForgotten();
            }
        });
    }

    /** A node that was cut off for long may come back to a log whose beginning is no longer kept. */
    private void skipForgotten() {
        String during = epoch;
        bounds().onSuccess(seen -> {
            boolean forgotten = seen.lowest() > recent.head() + 1;
            if (forgotten && during.equals(epoch) && seen.head().epoch().equals(epoch)) {
                recent.restartAt(seen.lowest() - 1);
                follower.moved();
                fillGap();
            }
        });
    }

    private void append(List<NumberedEvent> events) {
        long before = recent.head();
        events.stream().filter(event -> event.seq() > recent.head()).forEach(recent::append);
        figures.published(recent.head() - before);
        follower.moved();
    }
}
