package omnirelay.access;

/** What a request's credentials say about who sent it. */
sealed interface Identity {

    /** They are somebody's. */
    record Known(Principal principal) implements Identity {}

    /** They are nobody's, or there are none. */
    record Unknown(AccessRefusedException refusal) implements Identity {}
}
