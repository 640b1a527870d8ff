package omnirelay.query;

import java.time.Instant;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.Status;

/**
 * How far a message came on a channel, or as a whole.
 *
 * @param at by TeleSign's clock where that can be believed
 */
record Fate(int code, String description, Outcome outcome, Instant at) {
    private static final int TIME_RAN_OUT = 3056;
    private static final int NOBODY_KNOWS = 3039;

    static Fate of(Status status, Instant at) {
        return new Fate(status.code(), status.description(), status.outcome(), at);
    }

    static Fate of(Report report, Instant at) {
        return new Fate(report.code(), report.description(), report.outcome(), at);
    }

    boolean open() {
        return outcome == Outcome.IN_PROGRESS;
    }

    boolean timeRanOut() {
        return code == TIME_RAN_OUT && outcome.negative();
    }

    /** Whether both say that it arrived, or both that it did not. */
    boolean agreesWith(Fate other) {
        return outcome == other.outcome
                || (outcome.arrived() && other.outcome.arrived())
                || (outcome.negative() && other.outcome.negative());
    }

    /** @param when a clause that begins with a space */
    String told(String when) {
        return switch (outcome) {
            case DELIVERED -> "confirmed" + when;
            case READ -> "read" + when;
            case UNCONFIRMED ->
                code == NOBODY_KNOWS ? "TeleSign could not tell whether it arrived" : "no receipt available";
            case FAILED, REJECTED, BLOCKED -> outcome.wire() + when + " with " + Wording.said(code, description);
            case IN_PROGRESS -> Wording.progress(code, description) + "not confirmed";
        };
    }

    /** The same with its subject. */
    String told(String subject, String when) {
        return switch (outcome) {
            case FAILED, IN_PROGRESS -> subject + " " + told(when);
            case UNCONFIRMED -> subject + " was sent" + when + ", " + told(when);
            default -> subject + " was " + told(when);
        };
    }
}
