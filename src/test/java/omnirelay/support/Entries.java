package omnirelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import omnirelay.message.Channel;
import omnirelay.message.Entry;
import omnirelay.message.Entry.Accepted;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Entry.Answered;
import omnirelay.message.Entry.Cancelled;
import omnirelay.message.Entry.CommandKey;
import omnirelay.message.Entry.Content;
import omnirelay.message.Entry.LookedUp;
import omnirelay.message.Entry.Replied;
import omnirelay.message.Entry.Reported;
import omnirelay.message.Entry.Sending;
import omnirelay.message.Entry.Subject;
import omnirelay.message.Entry.Turn;
import omnirelay.message.Finality;
import omnirelay.message.Inbound;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.Outcome;
import omnirelay.message.Plan;
import omnirelay.message.RawBody;
import omnirelay.message.Status;
import org.jspecify.annotations.Nullable;

/** Entries as tests need them: each says only what its test is about. */
public final class Entries {
    public static final String NODE = "node-a";
    public static final String OTHER_NODE = "node-b";
    public static final String NUMBER_HASH = "hash-of-15558675309";

    private static final AtomicLong IDS = new AtomicLong();

    private Entries() {}

    /** An id that no other call gives, made now. */
    public static MessageId newId() {
        return new MessageId(new UUID(
                MessageId.lowestAt(Instant.now()).value().getMostSignificantBits(),
                0x8000_0000_0000_0000L | IDS.incrementAndGet()));
    }

    /** A message by mms, then sms. */
    public static Message message(MessageId id) {
        return message(id, "MKT");
    }

    public static Message message(MessageId id, String messageType) {
        Plan plan = Plan.of(
                List.of(new Channel("mms", Duration.ofSeconds(30)), new Channel("sms", Channel.DEFAULT_FALLBACK_TIME)));
        return message(id, messageType, plan);
    }

    public static Message message(MessageId id, Plan plan) {
        return message(id, "MKT", plan);
    }

    private static Message message(MessageId id, String messageType, Plan plan) {
        return new Message(
                id,
                "shop",
                "order-42",
                "1555•••5309",
                NUMBER_HASH,
                messageType,
                plan,
                "spring",
                "US",
                "12345",
                "https://shop.example/callback");
    }

    /** A command whose caller waits: its first call begins at once. */
    public static Accepted begun(MessageId id) {
        return accepted(id, null, NODE);
    }

    /** A command that is dispatched later. */
    public static Accepted accepted(MessageId id) {
        return accepted(id, null, null);
    }

    public static Accepted accepted(MessageId id, @Nullable CommandKey key, @Nullable String node) {
        Turn turn = node == null ? new Turn.Deferred(null) : new Turn.AtOnce(node);
        return new Accepted(message(id), content(), key, turn);
    }

    /** A command whose caller waits for its turn. */
    public static Accepted awaited(MessageId id) {
        return new Accepted(message(id), content(), null, new Turn.Awaited(NODE, Duration.ofSeconds(9)));
    }

    public static Entry.TurnedAway turnedAway(MessageId id, @Nullable CommandKey key, boolean retryable) {
        return new Entry.TurnedAway(
                message(id), content(), key, refusal(3204), 429, retryable, "a cap was reached", Map.of("by", "cap"));
    }

    public static Cancelled cancelled(MessageId id, Cancelled.Reason reason) {
        Status blocked = Status.local(3052, "code 3052", Outcome.BLOCKED, Finality.FINAL);
        return new Cancelled(id, "shop", reason, blocked);
    }

    public static Content content() {
        return new Content("{\"message\":{}}", "15558675309", null);
    }

    public static CommandKey key(String key, String body) {
        return new CommandKey("shop", key, RawBody.of(body.getBytes(UTF_8)).hash(), CommandKey.USUALLY_GOOD_FOR);
    }

    public static Sending sending(MessageId id, int attempt, String node) {
        return new Sending(id, attempt, node, attempt == 1 ? null : refusal(3204));
    }

    public static Answered sent(MessageId id, int attempt, String referenceId) {
        Status inProgress = Status.local(3001, "Message in progress", Outcome.IN_PROGRESS, Finality.INTERMEDIATE);
        return new Answered(id, attempt, new Answer.Sent(referenceId, inProgress));
    }

    public static Answered refused(MessageId id, int attempt) {
        return new Answered(id, attempt, new Answer.Refused(refusal(3203), 429, false));
    }

    public static Answered refusedForNow(MessageId id, int attempt) {
        return new Answered(id, attempt, new Answer.Refused(refusal(3204), 429, true));
    }

    public static Entry.Requeued requeued(MessageId id, int attempt) {
        return new Entry.Requeued(
                id, attempt, new Entry.Turn.Deferred(null), Duration.ofSeconds(attempt), refusal(3500));
    }

    public static Answered unauthorized(MessageId id, int attempt) {
        return new Answered(id, attempt, new Answer.Refused(refusal(3400), 401, false));
    }

    public static Answered lost(MessageId id, int attempt) {
        return new Answered(id, attempt, new Answer.Lost("The connection was reset."));
    }

    private static Status refusal(int code) {
        return Status.local(code, "code " + code, Outcome.REJECTED, Finality.UNMARKED);
    }

    public static LookedUp lookUp(MessageId id, String reports) {
        return lookUp(id, 1, reports);
    }

    public static LookedUp lookUp(MessageId id, int look, String reports) {
        return new LookedUp(id, look, new Subject(null, null, null), Reports.all(reports));
    }

    /** A callback whose body is unlike any other's. */
    public static Reported callback(Subject subject, String reports) {
        MessageId arrival = newId();
        return callback(arrival, arrival.toString(), subject, reports);
    }

    public static Reported callback(MessageId arrival, String body, Subject subject, String reports) {
        return new Reported(inbound(arrival, body), subject, Reports.all(reports));
    }

    /** The id of a callback's arrival. */
    public static MessageId arrival(Reported callback) {
        return callback.inbound().id();
    }

    public static Subject ours(MessageId id) {
        return new Subject(id, null, null);
    }

    public static Subject ours(MessageId id, String referenceId) {
        return new Subject(id, null, referenceId);
    }

    public static Subject referenced(@Nullable String referenceId) {
        return new Subject(null, "theirs", referenceId);
    }

    public static Replied reply(@Nullable String originalReferenceId, @Nullable String numberHash) {
        return reply(originalReferenceId, numberHash, "help");
    }

    public static Replied reply(
            @Nullable String originalReferenceId, @Nullable String numberHash, @Nullable String action) {
        MessageId arrival = newId();
        return new Replied(inbound(arrival, arrival.toString()), "sms", originalReferenceId, numberHash, action, null);
    }

    /**
     * A reply of someone's.
     *
     * @param sentAt as TeleSign says; null where it does not
     */
    public static Replied reply(
            String numberHash, @Nullable String action, @Nullable Instant sentAt, Instant arrivedAt) {
        MessageId arrival = newId();
        return new Replied(inbound(arrival, arrival.toString(), arrivedAt), "sms", null, numberHash, action, sentAt);
    }

    public static Entry.Filed filed(String kind) {
        MessageId arrival = newId();
        return new Entry.Filed(inbound(arrival, arrival.toString()), kind);
    }

    public static Entry.Quarantined quarantined(String reason) {
        MessageId arrival = newId();
        return new Entry.Quarantined(inbound(arrival, arrival.toString()), reason);
    }

    public static Inbound inbound(MessageId arrival, String body) {
        return inbound(arrival, body, arrival.time());
    }

    private static Inbound inbound(MessageId arrival, String body, Instant arrivedAt) {
        return new Inbound(
                arrival,
                RawBody.of(body.getBytes(UTF_8)),
                "POST",
                "TSA account:signature",
                "signature",
                "main",
                arrivedAt);
    }
}
