package omnirelay.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a message, in the outside world's terms. Entries are all that is ever written about
 * messages. Each has an identity of its own, so that applying it twice changes nothing and gives the same reply.
 */
public sealed interface Entry {

    /**
     * A command was accepted.
     *
     * @param content what is kept of the request apart, so that it can be erased
     * @param key the key under which the same command is not sent twice; null where there is none
     */
    record Accepted(
            Message message, Content content, @Nullable CommandKey key, Turn turn) implements Entry {}

    /**
     * A command that the relay itself refuses: accepted and refused in one.
     *
     * @param httpStatus that the caller is told
     * @param retryable the same command may be taken later, so it binds no key
     * @param reason a clause for people
     * @param details what the event tells of the refusal, such as {@code by}
     */
    record TurnedAway(
            Message message,
            Content content,
            @Nullable CommandKey key,
            Status status,
            int httpStatus,
            boolean retryable,
            String reason,
            Map<String, Object> details)
            implements Entry {
        public TurnedAway {
            details = Map.copyOf(details);
        }
    }

    /**
     * A command is taken back. Only one that certainly has not left can be.
     *
     * @param by who takes it back, for people
     * @param status what the message shows then
     */
    record Cancelled(MessageId id, String by, Reason reason, Status status) implements Entry {

        /** Why it is taken back. */
        public enum Reason {
            CANCELLED,
            /** Its time was up. Nobody may be told later that it was sent, so its key is free again. */
            EXPIRED;

            public String wire() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * A call is about to begin.
     *
     * @param attempt counted from 1
     * @param after the retryable refusal of the attempt before; null for the first
     */
    record Sending(
            MessageId id,
            int attempt,
            String node,
            @Nullable Status after) implements Entry {}

    /**
     * A call ended and certainly sent nothing, so its command waits for another.
     *
     * @param turn as which it waits
     * @param pause before the next call at the earliest
     * @param refusal what TeleSign, or the relay for it, said
     */
    record Requeued(MessageId id, int attempt, Turn.Deferred turn, Duration pause, Status refusal) implements Entry {}

    /** A call ended. */
    record Answered(MessageId id, int attempt, Answer answer) implements Entry {}

    /** The caller was given the relay's id instead of TeleSign's reference, because it could not wait for that. */
    record IdGiven(MessageId id) implements Entry {}

    /**
     * TeleSign called back about a message.
     *
     * @param subject which message
     * @param reports in the order TeleSign lists them, the message as a whole last
     */
    record Reported(Inbound inbound, Subject subject, List<Report> reports) implements Entry {
        public Reported {
            reports = List.copyOf(reports);
        }
    }

    /**
     * TeleSign was asked about a message, and told where it stands.
     *
     * @param id the message's; one that nobody knows is kept under it from now on
     * @param look how many times TeleSign has now been asked about it
     * @param subject what TeleSign's answer says of which message it is about
     * @param reports in the order TeleSign lists them, the message as a whole last
     */
    record LookedUp(MessageId id, int look, Subject subject, List<Report> reports) implements Entry {
        public LookedUp {
            reports = List.copyOf(reports);
        }
    }

    /** TeleSign can be asked about a message no more. */
    record Stale(MessageId id) implements Entry {}

    /**
     * The recipient answered.
     *
     * @param originalReferenceId the reference of the message that was answered; null where TeleSign did not say
     * @param action {@code stop}, {@code start}, {@code help} or {@code generic}, lower case; null where none
     * @param sentAt TeleSign's time of the reply; null where it gives none that can be read
     */
    record Replied(
            Inbound inbound,
            String channel,
            @Nullable String originalReferenceId,
            @Nullable String numberHash,
            @Nullable String action,
            @Nullable Instant sentAt)
            implements Entry {}

    /** A callback of another product, or about a template: kept and listed, no message and no event. */
    record Filed(Inbound inbound, String kind) implements Entry {}

    /** A callback that is really TeleSign's but could not be understood or stored. */
    record Quarantined(Inbound inbound, String reason) implements Entry {}

    /** How a report reached the relay. */
    enum Source {
        ANSWER,
        CALLBACK,
        LOOK_UP
    }

    /**
     * What is known of which message a report is about.
     *
     * @param ours the id of ours that {@code external_id} holds; null where it holds none
     * @param externalId TeleSign's {@code external_id} as it came; null where there was none
     * @param referenceId TeleSign's reference of the message; null where absent
     */
    record Subject(
            @Nullable MessageId ours,
            @Nullable String externalId,
            @Nullable String referenceId) {}

    /**
     * What is erasable of a command.
     *
     * @param body the request as the caller sent it
     * @param phoneNumber digits; null where it has none
     */
    record Content(
            String body,
            @Nullable String phoneNumber,
            @Nullable String email) {

        /** Neither the number nor the text belongs in a log. */
        @Override
        public String toString() {
            return "Content[…]";
        }
    }

    /**
     * A client's key for a command.
     *
     * @param bodyHash SHA-256 of the raw body, in hex; of what another one must have in common with it
     * @param goodFor how long another command under it is known as the same
     */
    record CommandKey(String client, String key, String bodyHash, Duration goodFor) {
        public static final Duration USUALLY_GOOD_FOR = Duration.ofHours(24);
    }

    /** When a command is sent, and by whom. */
    sealed interface Turn {

        /** Its first call begins with the entry. */
        record AtOnce(String node) implements Turn {}

        /**
         * Its caller waits at a node, and only that node sends it.
         *
         * @param within how long the caller waits
         */
        record Awaited(String node, Duration within) implements Turn {}

        /**
         * Any node sends it when its turn comes.
         *
         * @param notAfter after which it is not sent any more; null where it may always be
         */
        record Deferred(@Nullable Instant notAfter) implements Turn {}
    }

    /** How a call ended. */
    sealed interface Answer {
        record Sent(String referenceId, Status status) implements Answer {}

        record Refused(Status status, int httpStatus, boolean retryable) implements Answer {
            private static final int UNAUTHORIZED = 401;

            /** It will pass, or was the relay's fault: the sender is told to ask again. */
            boolean mayBeAskedAgain() {
                return retryable || httpStatus == UNAUTHORIZED;
            }
        }

        /**
         * The answer was lost after the request may have left.
         *
         * @param reason a sentence for people
         */
        record Lost(String reason) implements Answer {}
    }
}
