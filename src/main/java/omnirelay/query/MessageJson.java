package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import omnirelay.message.Mask;
import omnirelay.message.Message;
import omnirelay.message.MessageState;
import omnirelay.message.MessageState.Refusal;
import omnirelay.message.SendState;
import omnirelay.query.ChannelTimes.Times;
import omnirelay.query.Snapshots.Snapshot;
import omnirelay.query.StoredMessage.Recipient;
import org.jspecify.annotations.Nullable;

/** A message as lists show it, with the names that the feed gives its parts. */
public final class MessageJson {
    private final ChannelTimes times;
    private final UsualTimes usual;

    /**
     * Writes messages.
     *
     * @param timeScale how many times faster than TeleSign's the clock runs on which channels wait; 1 for TeleSign's own
     * @param usual how long messages usually take
     */
    public MessageJson(double timeScale, UsualTimes usual) {
        this.times = new ChannelTimes(timeScale);
        this.usual = usual;
    }

    /** By the name of each planned channel, when it began and until when it may run. */
    Map<String, Times> times(StoredMessage message) {
        return times.of(message);
    }

    Page page(Snapshot<List<StoredMessage>> read, int limit, boolean numbersShown) {
        return Page.of(
                read,
                limit,
                "messages",
                message -> of(message, read.asOf().at(), numbersShown),
                message -> Cursor.after(message.state().id()));
    }

    /**
     * The members that lists and the single message share.
     *
     * @param now to say how long ago something was
     * @param numbersShown whether the reader may see whole numbers
     */
    JsonObject of(StoredMessage stored, Instant now, boolean numbersShown) {
        MessageState state = stored.state();
        Message message = state.message();
        Recipient recipient = recipient(stored, numbersShown);
        return new JsonObject()
                .put("id", message.id().toString())
                .put("reference_id", state.referenceId())
                .put("external_id", message.externalId())
                .put("phone_number", recipient.phoneNumber())
                .put("email", recipient.email())
                .put("message_type", message.messageType())
                .put("channels", new JsonArray(message.plan().names()))
                .put("client", message.client())
                .put("label", message.label())
                .put("country", message.country())
                .put("sender", message.sender())
                .put("sent_here", message.sentHere())
                .put("send", state.send().wire())
                .put("refusal", refusal(state.refusal()))
                .put("status", StatusJson.of(state.whole()))
                .put("channel_status", channels(stored))
                .put("double_delivery", state.doubleDelivery())
                .put("stale", state.stale())
                .put("held", stored.held())
                .put("overdue", stored.overdue())
                .put("reference_taken", state.referenceTaken())
                .put("unknown_since", unknownSince(stored))
                .put("seq", stored.seq())
                .put("accepted_at", stored.acceptedAt().toString())
                .put("changed_at", stored.changedAt().toString())
                .put("summary", Sentence.of(stored, now, usual));
    }

    /** The call whose answer was lost: since then nobody knows. */
    private static @Nullable String unknownSince(StoredMessage stored) {
        Instant began = stored.beganAt();
        return stored.state().send() == SendState.UNKNOWN && began != null ? began.toString() : null;
    }

    private static Recipient recipient(StoredMessage stored, boolean numbersShown) {
        Recipient whole = stored.recipient();
        if (numbersShown && whole != null) {
            return whole;
        }
        String masked = stored.state().message().maskedTo();
        boolean address = masked != null && masked.contains("@");
        return new Recipient(address ? null : masked, address ? masked : maskedEmail(whole));
    }

    private static @Nullable String maskedEmail(@Nullable Recipient recipient) {
        String email = recipient == null ? null : recipient.email();
        return email == null ? null : Mask.email(email);
    }

    private static @Nullable JsonObject refusal(@Nullable Refusal refusal) {
        return refusal == null
                ? null
                : new JsonObject()
                        .put("http_status", refusal.httpStatus())
                        .put("retryable", refusal.retryable())
                        .put("reason", refusal.reason());
    }

    private JsonArray channels(StoredMessage stored) {
        MessageState state = stored.state();
        Map<String, Times> known = times(stored);
        JsonArray channels = new JsonArray();
        for (String name : state.channels()) {
            Instant deadline = known.getOrDefault(name, Times.UNKNOWN).deadline();
            channels.add(new JsonObject()
                    .put("channel", name)
                    .put("fallback_deadline", deadline)
                    .put("status", state.channel(name).map(StatusJson::of).orElse(null)));
        }
        return channels;
    }
}
