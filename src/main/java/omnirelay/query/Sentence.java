package omnirelay.query;

import static omnirelay.query.Wording.ago;
import static omnirelay.query.Wording.sentence;

import java.time.Instant;
import omnirelay.message.MessageState;
import org.jspecify.annotations.Nullable;

/** What happened to a message, in one plain sentence. Times are UTC, with the date where it is another day's. */
final class Sentence {
    /** The catalogue's code for what was not sent because its time was up. */
    private static final int EXPIRED = 3033;

    private Sentence() {}

    /** @param now to say how long ago something was */
    static String of(StoredMessage message, Instant now, UsualTimes usual) {
        MessageState state = message.state();
        return sentence(
                switch (state.send()) {
                    case ACCEPTED ->
                        "accepted " + ago(message.acceptedAt(), now) + ", waiting to be sent"
                                + (state.attempt() > 0 ? " again" : "");
                    case SENDING ->
                        "being sent to TeleSign" + (state.attempt() > 1 ? ", attempt " + state.attempt() : "");
                    case UNKNOWN ->
                        "not known whether TeleSign took it: the answer was lost" + since(message.beganAt(), now);
                    case CANCELLED ->
                        state.whole().code() == EXPIRED
                                ? "not sent: its time was up before TeleSign had it"
                                : "not sent: cancelled before TeleSign had it";
                    case REFUSED -> "not sent" + refusal(state);
                    case SENT -> new Story(message, now, usual).told();
                });
    }

    private static String since(@Nullable Instant lost, Instant now) {
        return lost == null ? "" : " " + ago(lost, now);
    }

    /** The relay's own reason says more than the code that stands for it. */
    private static String refusal(MessageState state) {
        MessageState.Refusal refusal = state.refusal();
        return refusal != null && refusal.reason() != null
                ? ": " + refusal.reason()
                : ", refused with "
                        + Wording.said(state.whole().code(), state.whole().description());
    }
}
