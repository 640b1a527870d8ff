package omnirelay.feed;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A position in the log and a filter. It has no queue: each turn it reads on from where it is, in memory or, where it
 * is further behind, a page of the database, writes one frame, and asks for its next turn when that frame has left.
 */
final class Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    /** About as many events as fill a frame. */
    private static final int PAGE_MIN = 64;

    /** Where few of them match. */
    private static final int PAGE_MAX = 512;

    private final EventLog events;
    private final Serving serving;
    private final Outlet outlet;
    private final Subscription wanted;
    private final long last;
    private long position;
    private Doing doing = Doing.NOTHING;
    private long writingSince;
    private long nextHeartbeat;
    private int page = PAGE_MIN;
    private boolean owesLive = true;

    private enum Doing {
        NOTHING,
        AWAITING_TURN,
        READING,
        WRITING,
        STOPPED
    }

    Subscriber(Serving serving, Outlet outlet, Subscription wanted, LogBounds bounds) {
        this.events = serving.events();
        this.serving = serving;
        this.outlet = outlet;
        this.wanted = wanted;
        this.last = wanted.endless() ? Long.MAX_VALUE : bounds.head().seq();
        this.position = bounds.positionOf(wanted.after());
        this.nextHeartbeat = System.nanoTime() + wanted.heartbeat().toNanos();
    }

    Future<Void> begin() {
        Future<Void> written = outlet.subscribed(events.epoch(), position);
        write(written);
        return written;
    }

    /** There may be something to do. */
    void wake() {
        if (doing == Doing.NOTHING) {
            doing = Doing.AWAITING_TURN;
            serving.turns().ask(this::turn);
        }
    }

    void stop() {
        doing = Doing.STOPPED;
    }

    boolean stopped() {
        return doing == Doing.STOPPED;
    }

    /** Nothing follows: the client has to begin anew. */
    void reset(Reset reason) {
        stop();
        outlet.reset(reason, events.epoch(), events.headSeq())
                .onFailure(gone -> LOG.debug("nobody was there to be told of a reset: {}", gone.getMessage()));
    }

    long position() {
        return position;
    }

    /** Whether the last frame has been on its way for too long. */
    boolean stale(long nanos) {
        return doing == Doing.WRITING
                && nanos - writingSince > serving.staleAfter().toNanos();
    }

    /** Called every now and then: a heartbeat may be due, or what could not be read before may be readable now. */
    void tick(long nanos) {
        if (position < goal() || heartbeatDue(nanos)) {
            wake();
        }
    }

    private void turn() {
        if (doing != Doing.AWAITING_TURN) {
            return;
        }
        doing = Doing.NOTHING;
        long now = System.nanoTime();
        if (heartbeatDue(now)) {
            nextHeartbeat = now + wanted.heartbeat().toNanos();
            write(outlet.heartbeat(position, Math.max(position, events.headSeq())));
        } else if (position >= goal()) {
            caughtUp();
        } else if (events.remembersAfter(position)) {
            serveFromMemory();
        } else {
            read();
        }
    }

    private void caughtUp() {
        if (owesLive && (wanted.endless() || position >= last)) {
            owesLive = false;
            write(outlet.live(position));
        }
    }

    private void serveFromMemory() {
        Batch batch = new Batch(wanted.filter(), position);
        for (long seq = position + 1; seq <= goal() && batch.hasRoom(); seq++) {
            batch.look(events.get(seq));
        }
        serve(batch);
    }

    private void read() {
        doing = Doing.READING;
        owesLive = true;
        events.read(position, page).onComplete((read, failure) -> {
            if (doing != Doing.READING) {
                return;
            }
            doing = Doing.NOTHING;
            if (read != null) {
                take(read);
            } else {
                LOG.debug("a page cannot be read now, the next tick tries again: {}", failure.getMessage());
            }
        });
    }

    private void take(KeptEvents.Page read) {
        if (!read.events().isEmpty() && !read.epoch().equals(events.epoch())) {
            LOG.debug("the database begins another epoch, which the log will be told");
        } else if (!read.follows(position)) {
            reset(Reset.CURSOR_EXPIRED);
        } else {
            Batch batch = new Batch(wanted.filter(), position);
            read.events().stream()
                    .takeWhile(event -> event.seq() <= last && batch.hasRoom())
                    .forEach(batch::look);
            page = batch.hasRoom() ? Math.min(2 * page, PAGE_MAX) : PAGE_MIN;
            serve(batch);
        }
    }

    private void serve(Batch batch) {
        position = batch.seq();
        if (batch.events().isEmpty()) {
            wake();
        } else {
            write(outlet.events(batch.events(), position));
        }
    }

    private void write(Future<Void> written) {
        if (stopped()) {
            return;
        }
        doing = Doing.WRITING;
        writingSince = System.nanoTime();
        written.onComplete(done -> {
            if (done.failed()) {
                stop();
            } else if (doing == Doing.WRITING) {
                doing = Doing.NOTHING;
                wake();
            }
        });
    }

    private boolean heartbeatDue(long nanos) {
        return wanted.endless() && nanos - nextHeartbeat >= 0;
    }

    private long goal() {
        return Math.min(last, events.headSeq());
    }
}
