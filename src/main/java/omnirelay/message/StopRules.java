package omnirelay.message;

import java.time.Duration;
import java.time.Instant;
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

    /** A time of TeleSign's that is later than its callback's arrival by more than clocks may differ is not believed. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private StopRules() {}

    /** The STOP that forbids to send a message. Codes to log in with are never forbidden: who waits for one asked for it. */
    static Optional<Wish> against(Known known, Message message) {
        String number = message.numberHash();
        boolean concerned = MARKETING.equals(message.messageType())
                || (known.stopConcernsAlerts() && ALERT.equals(message.messageType()));
        return concerned && number != null ? known.wish(number).filter(Wish::stop) : Optional.empty();
    }

    static MessageState refuse(Change.Builder change, MessageState state, Wish stop) {
        MessageState now = state.refused(new Refusal(BLOCKED, HTTP_STATUS, false, stop.reason()));
        change.event(Event.step(Event.Type.REFUSED, now, state.whole(), stop.details()));
        return now;
    }

    /** @param answered the message that the reply belongs to; null where it belongs to none */
    static void heed(Known known, Change.Builder change, Replied reply, @Nullable MessageState answered) {
        String number = numberOf(reply, answered);
        boolean stop = "stop".equals(reply.action());
        if (number == null || !(stop || "start".equals(reply.action()))) {
            return;
        }
        Wish wish = new Wish(
                number,
                stop,
                sentAt(reply),
                reply.channel(),
                reply.inbound().body().hash(),
                answered == null ? null : answered.id());
        if (known.wish(number).map(wish::overrides).orElse(true)) {
            change.wish(wish);
        }
    }

    /** Nothing was sent after it came. A callback that is brought again for want of an answer comes late. */
    private static Instant sentAt(Replied reply) {
        Instant arrival = reply.inbound().receivedAt();
        Instant told = reply.sentAt();
        return told == null || told.isAfter(arrival.plus(CLOCKS_DIFFER_BY)) ? arrival : told;
    }

    private static @Nullable String numberOf(Replied reply, @Nullable MessageState answered) {
        return reply.numberHash() != null || answered == null
                ? reply.numberHash()
                : answered.message().numberHash();
    }
}
