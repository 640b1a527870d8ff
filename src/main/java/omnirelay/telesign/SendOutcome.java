package omnirelay.telesign;

import omnirelay.message.Entry.Answer;

/**
 * How a call that sends ended.
 *
 * @param left whether any of the request can have left
 */
public record SendOutcome(Answer answer, boolean left) {

    /** Nothing was sent, and the same request may succeed later. */
    public boolean mayBeRepeated() {
        return answer instanceof Answer.Refused refused && refused.retryable();
    }

    public boolean refusedWith(int code) {
        return answer instanceof Answer.Refused refused && refused.status().code() == code;
    }

    /** {@code sent}, {@code refused}, {@code lost} or {@code never_left}. */
    public String wire() {
        if (!left) {
            return "never_left";
        }
        if (answer instanceof Answer.Sent) {
            return "sent";
        }
        return answer instanceof Answer.Refused ? "refused" : "lost";
    }
}
