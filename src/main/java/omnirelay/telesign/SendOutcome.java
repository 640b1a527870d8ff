package omnirelay.telesign;

import java.util.Optional;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Status;

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

    /** What TeleSign, or the relay in its place, said no with. */
    public Optional<Status> refusal() {
        return answer instanceof Answer.Refused refused ? Optional.of(refused.status()) : Optional.empty();
    }

    public boolean refusedWith(int code) {
        return refusal().filter(status -> status.code() == code).isPresent();
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
