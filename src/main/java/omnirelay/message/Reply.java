package omnirelay.message;

import java.util.List;

/** What the ledger tells the one who brought an entry, after the commit. */
public sealed interface Reply {

    /** The entry was applied; this is the message now. */
    record Applied(MessageState state) implements Reply {}

    /**
     * TeleSign's answer to a look-up was applied.
     *
     * @param state the message now
     * @param brought how channels ended, of which no callback had told
     */
    record LookedUp(MessageState state, List<Report> brought) implements Reply {
        public LookedUp {
            brought = List.copyOf(brought);
        }
    }

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
