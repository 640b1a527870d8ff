package omnirelay.sandbox;

/** How callbacks are sent. */
enum Manner {
    PLAIN,
    /** Each one a second time. */
    TWICE,
    /** The last one first. */
    BACKWARDS,
    /** None arrives. */
    LOST,
    /** As in TeleSign's first example: {@code GET} with a body, {@code "null"} for the id, two spellings of a time. */
    OLD_EXAMPLE
}
