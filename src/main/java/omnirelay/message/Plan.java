package omnirelay.message;

import java.util.List;

/**
 * The channels to try, in order. For a message that the relay did not send nobody knows them.
 *
 * @param known whether the relay sent the message, and so knows its channels
 */
public record Plan(List<Channel> channels, boolean known) {
    public static final Plan UNKNOWN = new Plan(List.of(), false);

    public Plan {
        channels = List.copyOf(channels);
    }

    public static Plan of(List<Channel> channels) {
        return new Plan(channels, true);
    }

    public List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    /**
     * Whether a negative status of the message as a whole is its end. TeleSign marks some codes final; of the others
     * one is the end where no channel is left to try. Where the plan is unknown only the mark can tell.
     */
    boolean settledBy(Report report) {
        if (report.finality() == Finality.FINAL) {
            return true;
        }
        if (!known) {
            return report.finality() != Finality.INTERMEDIATE;
        }
        return !channels.isEmpty() && channels.get(channels.size() - 1).name().equals(report.lastChannel());
    }
}
