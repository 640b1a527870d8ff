package omnirelay.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omnirelay.message.Channel;
import omnirelay.message.Entry.Source;
import omnirelay.message.Finality;
import omnirelay.message.Inquiry;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.MessageState.Refusal;
import omnirelay.message.Outcome;
import omnirelay.message.Plan;
import omnirelay.message.Report;
import omnirelay.message.SendState;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;
import omnirelay.query.StoredMessage.Answer;
import omnirelay.query.StoredMessage.Arrived;
import omnirelay.query.StoredMessage.Asked;
import org.jspecify.annotations.Nullable;

/** Builds messages as they are read, told in the order in which things happened. */
final class Stories {
    static final Instant ACCEPTED = Instant.parse("2026-11-22T14:00:00Z");

    private final List<Arrived> reports = new ArrayList<>();
    private final List<Answer> replies = new ArrayList<>();
    private final Plan plan;
    private SendState send = SendState.SENT;
    private String type = "MKT";
    private int attempt = 1;
    private @Nullable Refusal refusal;

    private Stories(Plan plan) {
        this.plan = plan;
    }

    /** A message with these channels, ten minutes each, that TeleSign took after one second. */
    static Stories sent(String... channels) {
        Stories story = begun(SendState.SENT, channels);
        story.reports.add(new Arrived(
                report("", 3001, "Message in progress", Outcome.IN_PROGRESS, UpdatedOn.ABSENT),
                Source.ANSWER,
                false,
                at("14:00:01"),
                null));
        return story;
    }

    static Stories begun(SendState send, String... channels) {
        Stories story = new Stories(Plan.of(Stream.of(channels)
                .map(name -> new Channel(name, Duration.ofMinutes(10)))
                .toList()));
        story.send = send;
        return story;
    }

    static Stories notSentHere() {
        return new Stories(Plan.UNKNOWN);
    }

    Stories ofType(String messageType) {
        type = messageType;
        return this;
    }

    Stories attempt(int number) {
        attempt = number;
        return this;
    }

    Stories refused(int code, String description) {
        return refused(code, description, null);
    }

    /** By the relay itself. */
    Stories refusedHere(int code, String reason) {
        return refused(code, "code " + code, reason);
    }

    Stories cancelled(int code) {
        refused(code, "code " + code, null);
        send = SendState.CANCELLED;
        return this;
    }

    private Stories refused(int code, String description, @Nullable String reason) {
        send = SendState.REFUSED;
        Status status = Status.local(code, description, Outcome.REJECTED, Finality.UNMARKED);
        refusal = new Refusal(status, 429, false, reason);
        return this;
    }

    /** A callback about a channel, or about the whole where {@code channel} is empty. */
    Stories told(String channel, int code, String description, Outcome outcome, String time) {
        return told(channel, code, description, outcome, time, time);
    }

    private Stories told(
            String channel, int code, String description, Outcome outcome, String updatedOn, String arrived) {
        Report report = report(channel, code, description, outcome, new UpdatedOn(at(updatedOn), updatedOn));
        reports.add(new Arrived(report, Source.CALLBACK, false, at(arrived), null));
        return this;
    }

    Stories inProgress(String channel, String time) {
        return told(channel, 3001, "Message in progress", Outcome.IN_PROGRESS, time);
    }

    Stories delivered(String channel, String time) {
        return told(channel, 3000, "Delivered", Outcome.DELIVERED, time);
    }

    Stories failed(String channel, String time) {
        return told(channel, 3003, "Delivery error", Outcome.FAILED, time);
    }

    Stories ranOut(String channel, String time) {
        return ranOut(channel, time, time);
    }

    Stories ranOut(String channel, String updatedOn, String arrived) {
        return told(
                channel,
                3056,
                "Message failed to deliver in specified fallback time",
                Outcome.FAILED,
                updatedOn,
                arrived);
    }

    Stories answered(String channel, String time) {
        replies.add(new Answer(channel, at(time)));
        return this;
    }

    StoredMessage story() {
        Map<Report.Identity, Report> known = new LinkedHashMap<>();
        reports.forEach(arrived -> known.put(arrived.report().identity(), arrived.report()));
        MessageId id = MessageId.lowestAt(ACCEPTED);
        Message message =
                new Message(id, "shop", "order-42", "1555•••5309", "hash", type, plan, null, "US", null, null);
        MessageState state = new MessageState(
                message,
                send,
                attempt,
                "node",
                "35C8B5D509BC10689196FED2AD551B8A",
                false,
                refusal,
                null,
                Inquiry.NONE,
                known);
        return new StoredMessage(
                state, 7, ACCEPTED, ACCEPTED, ACCEPTED, Asked.NEVER, false, false, null, reports, replies);
    }

    /** A time of the day on which the message was accepted, or a whole moment. */
    static Instant at(String time) {
        return Instant.parse(time.contains("T") ? time : "2026-11-22T" + time + "Z");
    }

    private static Report report(String channel, int code, String description, Outcome outcome, UpdatedOn updatedOn) {
        Finality finality = outcome == Outcome.IN_PROGRESS || code == 3056 ? Finality.INTERMEDIATE : Finality.FINAL;
        return new Report(channel, code, description, outcome, finality, "", updatedOn, "");
    }
}
