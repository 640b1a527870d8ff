package omnirelay.message;

/**
 * What TeleSign said once about a channel of a message, or about the message as a whole.
 *
 * @param channel the channel's name; empty for the message as a whole
 * @param code TeleSign's status code
 * @param description TeleSign's text, as received
 * @param outcome what the code means for this channel
 * @param finality what TeleSign's list says of the code
 * @param referenceId the channel's own reference; empty where there was none, and for the message as a whole
 * @param updatedOn TeleSign's time
 * @param lastChannel for the message as a whole, the last channel TeleSign tried; else empty
 */
public record Report(
        String channel,
        int code,
        String description,
        Outcome outcome,
        Finality finality,
        String referenceId,
        UpdatedOn updatedOn,
        String lastChannel) {

    public Report {
        description = Mask.within(description);
    }

    /** The channel of a report about the message as a whole. */
    public static final String WHOLE = "";

    private static final int TIME_RAN_OUT = 3056;

    /** Accepted by TeleSign, nothing more: every other sign of progress says more. */
    static final int MESSAGE_IN_PROGRESS = 3001;

    /**
     * What makes a report the same report. {@code lastChannel} is part of it because it decides whether a negative
     * status settles the message: were it not, the first of two reports to arrive would decide.
     */
    public record Identity(String channel, int code, String referenceId, String updatedOn, String lastChannel) {}

    public Identity identity() {
        return new Identity(channel, code, referenceId, updatedOn.identity(), lastChannel);
    }

    /** The channel gave no confirmation within its fallback time. */
    public boolean timeRanOut() {
        return code == TIME_RAN_OUT;
    }

    public boolean aboutWhole() {
        return channel.isEmpty();
    }
}
