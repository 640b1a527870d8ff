package omnirelay.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import omnirelay.message.Channel;
import omnirelay.message.Entry;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Entry.Subject;
import omnirelay.message.Finality;
import omnirelay.message.Inbound;
import omnirelay.message.Mask;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.Outcome;
import omnirelay.message.Plan;
import omnirelay.message.RawBody;
import omnirelay.message.Report;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;
import org.jspecify.annotations.Nullable;

/** Entries as the relay's parts would bring them to the ledger. */
final class Happenings {
    private final Random random = new Random(42);
    private final Instant begin;

    /** @param begin when the first message is accepted */
    Happenings(Instant begin) {
        this.begin = begin;
    }

    MessageId id(int minute) {
        return MessageId.at(begin.plus(Duration.ofMinutes(minute)), random);
    }

    /** A command, whose caller waits where {@code node} is given. */
    static Entry accepted(
            MessageId id,
            String client,
            String externalId,
            String type,
            String number,
            @Nullable String label,
            @Nullable String node,
            String... channels) {
        Plan plan = Plan.of(Stream.of(channels)
                .map(name -> new Channel(name, Duration.ofMinutes(10)))
                .toList());
        Message message = new Message(
                id,
                client,
                externalId,
                Mask.number(number),
                QueryUnderTest.NUMBERS.of(number),
                type,
                plan,
                label,
                number.startsWith("49") ? "DE" : "US",
                null,
                null);
        String body = """
                {"recipient":{"phone_number":"%s"},"message":{"sms":{"template":"text","parameters":{"text":"secret"}}},
                 "message_type":"%s"}""".formatted(number, type);
        Entry.Turn turn = node == null ? new Entry.Turn.Deferred(null) : new Entry.Turn.AtOnce(node);
        return new Entry.Accepted(message, new Entry.Content(body, number, null), null, turn);
    }

    static Entry sent(MessageId id, String referenceId) {
        Status status = Status.local(3001, "Message in progress", Outcome.IN_PROGRESS, Finality.INTERMEDIATE);
        return new Entry.Answered(id, 1, new Answer.Sent(referenceId, status));
    }

    static Entry refused(MessageId id, int code, String description) {
        Status status = Status.local(code, description, Outcome.REJECTED, Finality.UNMARKED);
        return new Entry.Answered(id, 1, new Answer.Refused(status, 429, false));
    }

    static Entry lost(MessageId id) {
        return new Entry.Answered(id, 1, new Answer.Lost("The connection was reset."));
    }

    Entry callback(@Nullable MessageId ours, @Nullable String referenceId, String body, Report... reports) {
        return new Entry.Reported(inbound(body), new Subject(ours, null, referenceId), List.of(reports));
    }

    Entry reply(String referenceId, String body) {
        return new Entry.Replied(inbound(body), "sms", referenceId, null, "stop", null);
    }

    Entry quarantined(String reason, byte[] body) {
        return new Entry.Quarantined(inbound(body), reason);
    }

    static Report delivered(String channel, String referenceId) {
        return report(channel, 3000, "Delivered", Outcome.DELIVERED, Finality.FINAL, referenceId);
    }

    static Report ranOut(String channel, String referenceId) {
        String text = "Message failed to deliver in specified fallback time";
        return report(channel, 3056, text, Outcome.FAILED, Finality.INTERMEDIATE, referenceId);
    }

    static Report failed(String channel) {
        return report(channel, 3003, "Delivery error", Outcome.FAILED, Finality.FINAL, "");
    }

    private static Report report(
            String channel, int code, String description, Outcome outcome, Finality finality, String referenceId) {
        UpdatedOn updatedOn = new UpdatedOn(Instant.parse("2026-11-22T14:12:15Z"), "2026-11-22 14:12:15:000");
        return new Report(channel, code, description, outcome, finality, referenceId, updatedOn, "");
    }

    private Inbound inbound(String body) {
        return inbound(body.getBytes(UTF_8));
    }

    private Inbound inbound(byte[] body) {
        Instant now = Instant.now();
        return new Inbound(
                MessageId.at(now, random), RawBody.of(body), "POST", "TSA id:signature", "signature", "api-key", now);
    }
}
