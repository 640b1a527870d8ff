package omnirelay.message;

/** What the ledger tells the one who brought an entry, after the commit. */
public sealed interface Reply {

    /** The entry was applied; this is the message now. */
    record Applied(MessageState state) implements Reply {}

    /** The same command came before under the same key; this is its message now. */
    record Replayed(MessageState state) implements Reply {}

    /** The same command came before under the same key, and its call is still under way. */
    record InFlight(MessageState state) implements Reply {}

    /** The key was used before for another command. */
    record KeyReused() implements Reply {}

    /** The call must not begin: the message went further by another way. */
    record Overtaken(MessageState state) implements Reply {}

    /** A callback was kept. */
    record Kept(boolean repeated) implements Reply {}
}
