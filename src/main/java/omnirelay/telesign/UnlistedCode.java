package omnirelay.telesign;

import java.util.List;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import omnirelay.telesign.StatusCode.Certainty;
import omnirelay.telesign.StatusCode.Where;
import org.jspecify.annotations.Nullable;

/**
 * What to make of a code that TeleSign has not published. Its list has gaps and grows; the hundreds tell the kind. What
 * says nothing of a message's fate leaves the message in progress rather than ending it wrongly.
 */
final class UnlistedCode {
    private static final String ADVICE = "Read TeleSign's text, and ask TeleSign with the reference if it matters.";

    private UnlistedCode() {}

    static StatusCode of(int code) {
        int hundred = code / 100;
        if (hundred == 30) {
            return listed(
                    code, Outcome.FAILED, Certainty.YES, "The channel failed for a reason this relay does not know.");
        }
        if (hundred >= 31 && hundred <= 36) {
            return listed(
                    code,
                    Outcome.REJECTED,
                    Certainty.UNKNOWN,
                    "TeleSign refused it for a reason this relay does not know.");
        }
        return listed(
                code,
                null,
                Certainty.UNKNOWN,
                "TeleSign gave a code that this relay does not know and that tells nothing of the message's fate.");
    }

    private static StatusCode listed(int code, @Nullable Outcome outcome, Certainty nextChannel, String meaning) {
        return new StatusCode(
                code,
                Where.BOTH,
                "",
                outcome,
                Finality.UNMARKED,
                Certainty.UNKNOWN,
                nextChannel,
                List.of(),
                meaning,
                ADVICE);
    }
}
