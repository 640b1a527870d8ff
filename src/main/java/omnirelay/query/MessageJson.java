package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import omnirelay.message.Mask;
import omnirelay.message.Message;
import omnirelay.message.MessageState;
import omnirelay.message.MessageState.Refusal;
import omnirelay.message.SendState;
import omnirelay.query.Snapshots.Snapshot;
import omnirelay.query.StoredMessage.Recipient;
import org.jspecify.annotations.Nullable;

/** A message as lists show it, with the names that the feed gives its parts. */
final class MessageJson {
    private final UsualTimes usual;

    MessageJson(UsualTimes usual) {
        this.usual = usual;
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
                .put("channel_status", channels(state))
                .put("double_delivery", state.doubleDelivery())
                .put("stale", state.stale())
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

    private static JsonArray channels(MessageState state) {
        JsonArray channels = new JsonArray();
        for (String name : state.channels()) {
            channels.add(new JsonObject()
                    .put("channel", name)
                    .put("status", state.channel(name).map(StatusJson::of).orElse(null)));
        }
        return channels;
    }
}
