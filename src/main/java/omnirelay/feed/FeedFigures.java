package omnirelay.feed;

import java.util.concurrent.atomic.LongAdder;

/** What the feed does, in figures. May be read on any thread. */
public final class FeedFigures {
    private final LongAdder events = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile int subscribers;
    private volatile long lag;

    /** Events published, counted once, whoever wanted them. */
    public long events() {
        return events.sum();
    }

    /** Bytes written to all outlets, before TLS and framing. */
    public long bytes() {
        return bytes.sum();
    }

    /** Connections, subscribed or about to be. */
    public int subscribers() {
        return subscribers;
    }

    /** How many events the subscriber furthest behind is behind the head. */
    public long lag() {
        return lag;
    }

    void published(long count) {
        events.add(count);
    }

    void wrote(long count) {
        bytes.add(count);
    }

    void standAt(int subscriberCount, long greatestLag) {
        subscribers = subscriberCount;
        lag = greatestLag;
    }
}
