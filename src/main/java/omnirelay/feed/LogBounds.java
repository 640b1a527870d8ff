package omnirelay.feed;

import java.util.Optional;

/**
 * What there is of the log at one moment.
 *
 * @param lowest the number of the first event that is kept; one above the head's where none is
 */
record LogBounds(LogHead head, long lowest) {

    /** Why nothing can be served from there; empty where it can. */
    Optional<Reset> refuses(Cursor cursor) {
        if (!(cursor instanceof Cursor.After after)) {
            return Optional.empty();
        }
        if (!after.epoch().equals(head.epoch())) {
            return Optional.of(Reset.EPOCH_CHANGED);
        }
        if (after.seq() > head.seq()) {
            return Optional.of(Reset.CURSOR_BEYOND_HEAD);
        }
        return after.seq() < lowest - 1 ? Optional.of(Reset.CURSOR_EXPIRED) : Optional.empty();
    }

    /** The number of the last event that the cursor has behind it. */
    long positionOf(Cursor cursor) {
        if (cursor instanceof Cursor.After after) {
            return after.seq();
        }
        return cursor == Cursor.End.START ? lowest - 1 : head.seq();
    }
}
