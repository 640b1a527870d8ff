package omnirelay.feed;

import io.vertx.core.Future;
import java.util.List;
import omnirelay.message.NumberedEvent;

/** The log where it is kept. Every answer is of one snapshot, its epoch included. */
interface KeptEvents {

    /** At most {@code max} events after {@code seq} up to {@code last}. */
    Future<Page> page(long seq, long last, int max);

    Future<LogBounds> bounds();

    /** The head alone, which costs less. */
    Future<LogHead> head();

    /** Consecutive events of one history. */
    record Page(String epoch, List<NumberedEvent> events) {

        /** Whether the page begins right after that event; an empty one follows nothing. */
        boolean follows(long seq) {
            return !events.isEmpty() && events.get(0).seq() == seq + 1;
        }
    }
}
