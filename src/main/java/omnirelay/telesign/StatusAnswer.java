package omnirelay.telesign;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import omnirelay.message.MessageState;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;

/** The answer to a look-up, as TeleSign writes it (TeleSign's OpenAPI document, status look-up). */
public final class StatusAnswer {
    private static final int MESSAGE_IN_PROGRESS = 3001;

    private StatusAnswer() {}

    /**
     * Where the message stands: the planned channels that TeleSign has tried, in their order, then any others. Where
     * TeleSign gave no time, that of the command stands in; TeleSign's format demands one, and a last channel.
     */
    public static JsonObject of(MessageState state) {
        Instant acceptedAt = state.id().time();
        JsonArray channels = new JsonArray();
        String last = "";
        for (String channel : state.channels()) {
            Optional<Status> shown = state.channel(channel);
            if (shown.isPresent()) {
                channels.add(new JsonObject().put(channel, channel(shown.get(), acceptedAt)));
                last = channel;
            }
        }
        String reference = state.referenceId();
        return new JsonObject()
                .put("reference_id", reference == null ? state.id().toString() : reference)
                .put("external_id", state.message().externalId())
                .put("status", whole(state.whole(), last, acceptedAt))
                .put("channel_status", channels);
    }

    /**
     * Where the message stands, and what TeleSign's answer holds beside that: prices, networks, whether a verification's
     * code was right.
     */
    public static JsonObject of(MessageState state, JsonObject telesigns) {
        JsonObject answer = of(state);
        telesigns.forEach(member -> {
            if (!answer.containsKey(member.getKey())) {
                answer.put(member.getKey(), member.getValue());
            }
        });
        return answer;
    }

    /** Where a message stands of whose verification TeleSign cannot be asked, because it has given it no reference. */
    public static JsonObject unverified(MessageState state) {
        JsonObject verify = new JsonObject().put("code_state", "UNKNOWN").putNull("code_entered");
        return of(state).put("verify", verify);
    }

    private static JsonObject whole(Status status, String lastChannel, Instant acceptedAt) {
        return status(status).put("last_channel", lastChannel).put("updated_on", time(status.updatedOn(), acceptedAt));
    }

    /** TeleSign gives a channel no reference while it is at 3001. */
    private static JsonObject channel(Status status, Instant acceptedAt) {
        JsonObject json = status(status);
        if (status.code() != MESSAGE_IN_PROGRESS && !status.referenceId().isEmpty()) {
            json.put("reference_id", status.referenceId());
        }
        return json.put("updated_on", time(status.updatedOn(), acceptedAt));
    }

    private static JsonObject status(Status status) {
        return new JsonObject().put("code", status.code()).put("description", status.description());
    }

    private static String time(UpdatedOn updatedOn, Instant acceptedAt) {
        Instant instant = updatedOn.instant();
        return instant == null && !updatedOn.text().isEmpty()
                ? updatedOn.text()
                : TelesignTime.rfc3339(instant == null ? acceptedAt : instant);
    }
}
