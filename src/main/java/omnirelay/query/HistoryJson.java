package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import omnirelay.message.Channel;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Status;
import omnirelay.query.ChannelTimes.Times;
import omnirelay.query.HistoryStore.History;
import omnirelay.query.StoredMessage.Arrived;
import org.jspecify.annotations.Nullable;

/** One message with its history: what lists show of it, and all the rest. */
public final class HistoryJson {
    private final MessageJson messages;
    private final IntFunction<Explanation> explanations;
    private final RecipientTokens tokens;

    /**
     * Writes histories.
     *
     * @param messages what lists show of a message
     * @param explanations of TeleSign's codes where they are reported
     * @param tokens by which recipients are led to
     */
    public HistoryJson(MessageJson messages, IntFunction<Explanation> explanations, RecipientTokens tokens) {
        this.messages = messages;
        this.explanations = explanations;
        this.tokens = tokens;
    }

    JsonObject of(History history, AsOf asOf, boolean numbersShown) {
        StoredMessage message = history.message();
        return new JsonObject()
                .put("as_of", asOf.toJson())
                .mergeIn(messages.of(message, asOf.at(), numbersShown))
                .put("recipient", recipient(message))
                .put("explanation", explained(message.state().whole()))
                .put("channel_status", channels(message))
                .put("look_up", lookUp(message))
                .put("queue", history.place().map(Place::toJson).orElse(null))
                .put("request", request(history, numbersShown))
                .put("reports", array(message.reports().stream().map(HistoryJson::report)))
                .put("events", array(history.events().stream().map(JsonObject::new)))
                .put("callbacks", array(history.callbacks().stream().map(each -> CallbackJson.of(each, numbersShown))))
                .put("forwarding", history.forwarded().toJson())
                .put("aliases", array(history.aliases().stream().map(MessageId::toString)));
    }

    private @Nullable String recipient(StoredMessage message) {
        String hash = message.state().message().numberHash();
        return hash == null ? null : tokens.of(hash);
    }

    private JsonArray channels(StoredMessage message) {
        MessageState state = message.state();
        Map<String, Times> known = messages.times(message);
        return array(state.channels().stream()
                .map(name -> channel(state, name, known.getOrDefault(name, Times.UNKNOWN))));
    }

    private JsonObject channel(MessageState state, String name, Times known) {
        List<Channel> plan = state.message().plan().channels();
        int position = state.message().plan().names().indexOf(name);
        Status status = state.channel(name).orElse(null);
        return new JsonObject()
                .put("channel", name)
                .put("position", position < 0 ? null : position + 1)
                .put(
                        "fallback_time",
                        position < 0 ? null : plan.get(position).fallbackTime().toSeconds())
                .put("began_at", text(known.beganAt()))
                .put("fallback_deadline", text(known.deadline()))
                .put("status", status == null ? null : StatusJson.of(status))
                .put("explanation", status == null ? null : explained(status));
    }

    private static JsonObject lookUp(StoredMessage message) {
        return new JsonObject()
                .put("looks", message.state().inquiry().looks())
                .put("last_at", text(message.asked().lastAt()))
                .put("next_at", text(message.asked().nextAt()));
    }

    private JsonObject explained(Status status) {
        return explanations.apply(status.code()).toJson();
    }

    private static @Nullable JsonObject request(History history, boolean numbersShown) {
        StoredMessage message = history.message();
        String number = message.recipient() == null ? null : message.recipient().phoneNumber();
        Redaction redaction =
                new Redaction(numbersShown, message.state().message().messageType(), number);
        return history.content().flatMap(redaction::request).orElse(null);
    }

    private static JsonObject report(Arrived arrived) {
        return new JsonObject()
                .put("channel", StatusJson.present(arrived.report().channel()))
                .put("last_channel", StatusJson.present(arrived.report().lastChannel()))
                .put("status", StatusJson.of(arrived.report()))
                .put(
                        "updated_on_text",
                        StatusJson.present(arrived.report().updatedOn().text()))
                .put("source", arrived.source().name().toLowerCase(Locale.ROOT))
                .put("late", arrived.late())
                .put("arrived_at", arrived.at().toString())
                .put("called_back_at", text(arrived.calledBackAt()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static JsonArray array(Stream<?> values) {
        return new JsonArray(values.toList());
    }
}
