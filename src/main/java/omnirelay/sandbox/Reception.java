package omnirelay.sandbox;

/** How the connection behaves on which a send was accepted. */
enum Reception {
    ANSWERED,
    /** The answer waits until the first callback was taken. */
    ANSWERED_AFTER_A_CALLBACK,
    /** The connection is closed in place of an answer. */
    CUT,
    /** No answer ever; the connection stays open. */
    UNANSWERED
}
