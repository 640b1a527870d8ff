package omnirelay.feed;

import java.util.Locale;

/** Why a subscriber cannot go on from its cursor and has to read the state anew. */
enum Reset {
    /** The cursor belongs to another history of the log. */
    EPOCH_CHANGED,
    /** Events after the cursor are no longer kept. */
    CURSOR_EXPIRED,
    /** The log has not come that far. */
    CURSOR_BEYOND_HEAD;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
