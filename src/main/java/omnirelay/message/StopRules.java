package omnirelay.message;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import omnirelay.message.Entry.Replied;
import omnirelay.message.MessageState.Refusal;
import org.jspecify.annotations.Nullable;

/** What a recipient's STOP forbids, and START allows again: on every channel, whichever it came by. */
final class StopRules {
    private static final String MARKETING = "MKT";
    private static final String ALERT = "ARN";

    /** TeleSign would only find it out later, and tell by callback; the relay answers it as the request's own fault. */
    private static final int HTTP_STATUS = 400;

    private static final Status BLOCKED =
            Status.local(3046, "Message blocked by subscriber action or request", Outcome.BLOCKED, Finality.FINAL);

    private StopRules() {}

    /** The STOP that forbids to send a message. Codes to log in with are never forbidden: who waits for one asked for it. */
    static Optional<OptOut> against(Known known, Message message) {
        String number = message.numberHash();
        boolean concerned = MARKETING.equals(message.messageType())
                || (known.stopConcernsAlerts() && ALERT.equals(message.messageType()));
        return concerned && number != null ? known.optOut(number) : Optional.empty();
    }

    static MessageState refuse(Change.Builder change, MessageState state, OptOut stop) {
        MessageState now = state.refused(new Refusal(BLOCKED, HTTP_STATUS, false, stop.reason()));
        change.event(Event.step(Event.Type.REFUSED, now, state.whole(), stop.details()));
        return now;
    }

    /** @param answered the message that the reply belongs to; null where it belongs to none */
    static void heed(Change.Builder change, Replied reply, @Nullable MessageState answered) {
        String number = numberOf(reply, answered);
        String action = reply.action();
        if (number == null || action == null) {
            return;
        }
        switch (action) {
            case "stop" -> change.wish(number, optOut(number, reply, answered));
            case "start" -> change.wish(number, null);
            default -> {}
        }
    }

    private static OptOut optOut(String number, Replied reply, @Nullable MessageState answered) {
        return new OptOut(
                number,
                reply.inbound().receivedAt().truncatedTo(ChronoUnit.SECONDS),
                reply.channel(),
                reply.inbound().body().hash(),
                answered == null ? null : answered.id());
    }

    private static @Nullable String numberOf(Replied reply, @Nullable MessageState answered) {
        return reply.numberHash() != null || answered == null
                ? reply.numberHash()
                : answered.message().numberHash();
    }
}
