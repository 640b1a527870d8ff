package omnirelay.query;

import omnirelay.message.Outcome;

/** What a message shows on one of its channels: {@code mms:delivered}. */
record ShownOnChannel(String channel, Outcome outcome) {
    /**
     * The outcome that {@code message} shows on {@code asked.channel}: that of the highest report in the order in which
     * statuses join, as {@code omnirelay.message.Standing} has it.
     */
    static final String SQL = """
            SELECT report.outcome FROM report
            WHERE report.message_id = message.id AND report.channel = asked.channel
            ORDER BY CASE report.outcome
                       WHEN 'read' THEN 5 WHEN 'delivered' THEN 4 WHEN 'unconfirmed' THEN 2 WHEN 'in_progress' THEN 0
                       ELSE CASE report.code WHEN 3056 THEN 1 ELSE 3 END END DESC,
                     report.updated_on DESC NULLS LAST, report.code DESC
            LIMIT 1
            """;

    /** Fails with an {@link IllegalArgumentException} where it is written otherwise. */
    static ShownOnChannel parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException();
        }
        return new ShownOnChannel(text.substring(0, colon), Outcome.ofWire(text.substring(colon + 1)));
    }
}
