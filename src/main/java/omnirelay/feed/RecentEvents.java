package omnirelay.feed;

import java.util.ArrayList;
import java.util.List;
import omnirelay.message.NumberedEvent;

/** The latest events, in order and without gaps; the oldest make room for new ones. */
final class RecentEvents {
    private final int capacity;
    private final List<NumberedEvent> ring = new ArrayList<>();
    private long base = 1;
    private long head;

    RecentEvents(int capacity) {
        this.capacity = capacity;
    }

    /** The number of the last event, held or not. */
    long head() {
        return head;
    }

    /** Forgets everything; the next event is the one after {@code newHead}. */
    void restartAt(long newHead) {
        ring.clear();
        base = newHead + 1;
        head = newHead;
    }

    void append(NumberedEvent event) {
        if (event.seq() != head + 1) {
            throw new IllegalArgumentException("event " + event.seq() + " does not follow " + head);
        }
        if (ring.size() < capacity) {
            ring.add(event);
        } else {
            ring.set(slot(event.seq()), event);
        }
        head = event.seq();
    }

    /** Whether every event after {@code position} is held. */
    boolean reachBackTo(long position) {
        return position >= head - ring.size();
    }

    NumberedEvent get(long seq) {
        if (seq > head || seq <= head - ring.size()) {
            throw new IllegalArgumentException("event " + seq + " is not held");
        }
        return ring.get(slot(seq));
    }

    private int slot(long seq) {
        return (int) ((seq - base) % capacity);
    }
}
