package omnirelay.ledger;

import io.vertx.core.Promise;
import omnirelay.message.Entry;
import omnirelay.message.Inbound;
import omnirelay.message.Reply;
import org.jspecify.annotations.Nullable;

/** An entry that waits for its commit, and the one who waits with it. */
final class Pending {
    /** What one row of the entry's own takes beside its text: a guess that keeps batches bounded. */
    private static final int OVERHEAD = 512;

    private final Entry entry;
    private final Promise<Reply> promise;
    private final long since = System.nanoTime();
    private boolean underWay;
    private boolean overdue;

    Pending(Entry entry) {
        this(entry, Promise.promise());
    }

    private Pending(Entry entry, Promise<Reply> promise) {
        this.entry = entry;
        this.promise = promise;
    }

    /** Another entry for the one who waits, under way in this one's place. */
    Pending replacedBy(Entry substitute) {
        Pending replacement = new Pending(substitute, promise);
        replacement.underWay = true;
        return replacement;
    }

    Entry entry() {
        return entry;
    }

    Promise<Reply> promise() {
        return promise;
    }

    long nanosWaited() {
        return System.nanoTime() - since;
    }

    /** It is part of a batch that is, or may be, committed. */
    boolean underWay() {
        return underWay;
    }

    void nowUnderWay(boolean now) {
        underWay = now;
    }

    /** It waited longer than its patience: once it is certainly not committed, nothing may happen any more. */
    boolean overdue() {
        return overdue;
    }

    void nowOverdue() {
        overdue = true;
    }

    /**
     * Whether the one who waits may be sent away while the commit is under way. A callback may: TeleSign brings it
     * again, and what was committed meanwhile is known by its hash. A command may not: it would be sent twice.
     */
    boolean mayLeave() {
        return inbound() != null;
    }

    /** How a call ended, for which there is always room: it comes at most once for each call. */
    boolean isAnswer() {
        return entry instanceof Entry.Answered || entry instanceof Entry.Requeued;
    }

    /** About how many bytes it adds to a batch. */
    int weight() {
        Inbound inbound = inbound();
        if (inbound != null) {
            return OVERHEAD + inbound.body().length();
        }
        if (entry instanceof Entry.Accepted accepted) {
            return OVERHEAD + accepted.content().body().length();
        }
        return entry instanceof Entry.TurnedAway turnedAway
                ? OVERHEAD + turnedAway.content().body().length()
                : OVERHEAD;
    }

    @Nullable
    Inbound inbound() {
        if (entry instanceof Entry.Reported reported) {
            return reported.inbound();
        }
        if (entry instanceof Entry.Replied replied) {
            return replied.inbound();
        }
        if (entry instanceof Entry.Filed filed) {
            return filed.inbound();
        }
        return entry instanceof Entry.Quarantined quarantined ? quarantined.inbound() : null;
    }
}
