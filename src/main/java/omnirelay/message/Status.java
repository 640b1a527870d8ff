package omnirelay.message;

/** A status as it is shown: a code of TeleSign's, its text, and what it means here. */
public record Status(
        int code, String description, Outcome outcome, Finality finality, String referenceId, UpdatedOn updatedOn) {

    public Status {
        description = Mask.within(description);
    }

    /** What an answer to a look-up says while TeleSign has not spoken. */
    public static final Status IN_PROGRESS =
            local(3001, "Message in progress", Outcome.IN_PROGRESS, Finality.INTERMEDIATE);

    /** What is said where the answer to a send was lost. */
    public static final Status UNKNOWN = local(3039, "Final status unknown", Outcome.UNCONFIRMED, Finality.UNMARKED);

    /** A status without a time or reference of its own: an answer's, or the relay's own. */
    public static Status local(int code, String description, Outcome outcome, Finality finality) {
        return new Status(code, description, outcome, finality, "", UpdatedOn.ABSENT);
    }

    static Status of(Standing standing) {
        Report report = standing.report();
        return new Status(
                report.code(),
                report.description(),
                standing.outcome(),
                report.finality(),
                report.referenceId(),
                report.updatedOn());
    }
}
