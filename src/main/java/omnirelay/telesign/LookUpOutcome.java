package omnirelay.telesign;

import java.util.List;
import omnirelay.message.Report;

/** What TeleSign said when asked where a message stands. */
public sealed interface LookUpOutcome {

    /** The reports, the message as a whole last. */
    record Found(List<Report> reports) implements LookUpOutcome {
        public Found {
            reports = List.copyOf(reports);
        }
    }

    /**
     * It did not tell.
     *
     * @param reason a sentence for people
     */
    record Failed(String reason) implements LookUpOutcome {}
}
