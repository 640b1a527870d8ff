package omnirelay.ledger;

import io.vertx.pgclient.PgException;
import java.util.Optional;
import omnirelay.message.Entry;
import omnirelay.message.Mask;

/** What becomes of an entry that the database cannot hold, so that it cannot stop the ones behind it. */
final class Poison {
    private Poison() {}

    /**
     * Data that does not fit (class 22), breaks a constraint (class 23) or is larger than PostgreSQL can hold (class 54,
     * such as a text too long for an index), or no rule: waiting would not help.
     */
    static boolean suspected(Throwable cause) {
        return cause instanceof UndecidableException || (cause instanceof PgException failure && unfit(failure));
    }

    private static boolean unfit(PgException failure) {
        String state = failure.getSqlState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** What is kept instead; empty where nothing can be. */
    static Optional<Entry> substitute(Pending pending, Throwable cause) {
        String reason = "could not be stored: " + Mask.within(String.valueOf(cause.getMessage()));
        if (pending.inbound() != null) {
            Entry quarantined = new Entry.Quarantined(pending.inbound(), reason);
            return Optional.of(quarantined).filter(other -> !other.equals(pending.entry()));
        }
        if (pending.entry() instanceof Entry.Answered answered && !(answered.answer() instanceof Entry.Answer.Lost)) {
            Entry.Answer lost = new Entry.Answer.Lost("TeleSign's answer " + reason);
            return Optional.of(new Entry.Answered(answered.id(), answered.attempt(), lost));
        }
        return Optional.empty();
    }
}
