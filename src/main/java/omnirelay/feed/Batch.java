package omnirelay.feed;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import omnirelay.message.NumberedEvent;

/** What a subscriber is served in one turn: events that match, as many as may stand in one frame. */
final class Batch {
    /** How many events are looked at, matching or not, so that others get their turn. */
    static final int LOOKS_MAX = 1_000;

    private static final int EVENTS_MAX = 256;

    /** Once reached no event is added, so that frames stay well below the 64 KiB that many clients take. */
    private static final int BYTES_ENOUGH = 32 * 1024;

    private final Filter filter;
    private final List<NumberedEvent> events = new ArrayList<>();
    private long seq;
    private int looks;
    private int bytes;

    Batch(Filter filter, long position) {
        this.filter = filter;
        this.seq = position;
    }

    boolean hasRoom() {
        return looks < LOOKS_MAX && events.size() < EVENTS_MAX && bytes < BYTES_ENOUGH;
    }

    void look(NumberedEvent event) {
        looks++;
        seq = event.seq();
        if (filter.matches(event.facets())) {
            events.add(event);
            bytes += ByteBufUtil.utf8Bytes(event.json());
        }
    }

    List<NumberedEvent> events() {
        return events;
    }

    /** The number of the last event looked at. */
    long seq() {
        return seq;
    }
}
