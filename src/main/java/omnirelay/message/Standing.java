package omnirelay.message;

import static java.util.Comparator.comparing;

import java.util.Comparator;

/**
 * A report's place in the one total order of which the shown status is the maximum. Because a maximum does not depend
 * on the order of its arguments, neither arrival order nor repetition can change what is shown.
 */
record Standing(Rank rank, Outcome outcome, Report report) implements Comparable<Standing> {

    /** Lowest first. */
    enum Rank {
        ACCEPTED,
        IN_PROGRESS,
        TIME_RAN_OUT,
        UNCONFIRMED,
        NEGATIVE,
        DELIVERED,
        READ
    }

    private static final Comparator<Report> BY_TIME_AND_TEXT = comparing(Report::updatedOn)
            .thenComparingInt(Report::code)
            .thenComparing(Report::referenceId)
            .thenComparing(report -> report.updatedOn().text())
            .thenComparing(Report::lastChannel)
            .thenComparing(Report::channel);
    private static final Comparator<Standing> ORDER =
            comparing(Standing::rank).thenComparing(Standing::report, BY_TIME_AND_TEXT);

    static Standing ofChannel(Report report) {
        return new Standing(rankOf(report), report.outcome(), report);
    }

    /**
     * A report's standing about the message as a whole. A channel speaks for the message only where it says that the
     * message arrived; a negative status of the whole that settles nothing counts as progress.
     */
    static Standing ofWhole(Report report, Plan plan) {
        boolean open = report.aboutWhole() && report.outcome().negative() && !plan.settledBy(report);
        return open ? new Standing(Rank.IN_PROGRESS, Outcome.IN_PROGRESS, report) : ofChannel(report);
    }

    private static Rank rankOf(Report report) {
        return switch (report.outcome()) {
            case READ -> Rank.READ;
            case DELIVERED -> Rank.DELIVERED;
            case FAILED, REJECTED, BLOCKED -> report.timeRanOut() ? Rank.TIME_RAN_OUT : Rank.NEGATIVE;
            case UNCONFIRMED -> Rank.UNCONFIRMED;
            case IN_PROGRESS -> report.code() == Report.MESSAGE_IN_PROGRESS ? Rank.ACCEPTED : Rank.IN_PROGRESS;
        };
    }

    /** Says the same of the message, though one may be a channel's word and the other the whole's. */
    boolean saysTheSameAs(Standing other) {
        return rank == other.rank
                && report.code() == other.report.code()
                && report.updatedOn().identity().equals(other.report.updatedOn().identity());
    }

    @Override
    public int compareTo(Standing other) {
        return ORDER.compare(this, other);
    }
}
