package omnirelay.query;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import omnirelay.message.Outcome;
import omnirelay.query.RecipientStore.Known;
import omnirelay.query.RecipientStore.Others;
import omnirelay.query.RecipientStore.Share;
import omnirelay.query.RecipientStore.Wished;
import omnirelay.query.Snapshots.Snapshot;
import omnirelay.query.StoredMessage.Arrived;
import org.jspecify.annotations.Nullable;

/** A recipient, as it is told. */
final class RecipientJson {
    private final MessageJson messages;

    RecipientJson(MessageJson messages) {
        this.messages = messages;
    }

    JsonObject of(Snapshot<Known> read, boolean numbersShown) {
        Known known = read.value();
        Instant now = read.asOf().at();
        List<JsonObject> shown = known.messages().stream()
                .map(each -> message(each, now, numbersShown))
                .toList();
        return new JsonObject()
                .put("as_of", read.asOf().toJson())
                .put("at", now.toString())
                .put("phone_number", number(shown))
                .put("messages", new JsonArray(shown))
                .put("messages_max", RecipientStore.MESSAGES_MAX)
                .put("replies", replies(known.messages()))
                .put("opted_out", optedOut(known.wish()))
                .put("blocked", blocked(known.messages()))
                .put("last_worked", lastWorked(known.messages()))
                .put(
                        "others",
                        new JsonArray(known.others().stream()
                                .map(each -> others(each, known))
                                .toList()))
                .put("records_since", known.records().since());
    }

    private static @Nullable String number(List<JsonObject> messages) {
        return messages.stream()
                .map(each -> each.getString("phone_number"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** With how long it took to arrive; null where it did not, or not yet. */
    private JsonObject message(StoredMessage stored, Instant now, boolean numbersShown) {
        Long took = arrival(stored)
                .map(arrived -> stored.when(arrived).toEpochMilli()
                        - stored.acceptedAt().toEpochMilli())
                .orElse(null);
        return messages.of(stored, now, numbersShown).put("took_ms", took);
    }

    /** The first report that it arrived on a channel. */
    private static Optional<Arrived> arrival(StoredMessage stored) {
        return stored.reports().stream()
                .filter(each -> !each.report().channel().isEmpty()
                        && each.report().outcome().arrived())
                .min(Comparator.comparing(stored::when));
    }

    private static JsonArray replies(List<StoredMessage> messages) {
        JsonArray replies = new JsonArray();
        messages.forEach(message -> message.replies()
                .forEach(reply -> replies.add(new JsonObject()
                        .put("message_id", message.state().id().toString())
                        .put("channel", reply.channel())
                        .put("at", reply.at().toString()))));
        return replies;
    }

    private static @Nullable JsonObject optedOut(Optional<Wished> wish) {
        return wish.filter(Wished::stop)
                .map(stop -> new JsonObject()
                        .put("since", stop.sentAt().toString())
                        .put("channel", stop.channel())
                        .put(
                                "message_id",
                                stop.message() == null ? null : stop.message().toString()))
                .orElse(null);
    }

    /** The newest message whose end is known tells. */
    private static @Nullable JsonObject blocked(List<StoredMessage> messages) {
        return messages.stream()
                .filter(each -> each.state().whole().outcome() != Outcome.IN_PROGRESS)
                .findFirst()
                .filter(each -> each.state().whole().outcome() == Outcome.BLOCKED)
                .map(each -> new JsonObject()
                        .put("message_id", each.state().id().toString())
                        .put("at", each.changedAt().toString())
                        .put("status", StatusJson.of(each.state().whole())))
                .orElse(null);
    }

    private static @Nullable JsonObject lastWorked(List<StoredMessage> messages) {
        return messages.stream()
                .flatMap(message -> arrival(message).stream()
                        .map(arrived -> new JsonObject()
                                .put("message_id", message.state().id().toString())
                                .put("channel", arrived.report().channel())
                                .put("at", message.when(arrived).toString())))
                .findFirst()
                .orElse(null);
    }

    private static JsonObject others(Others others, Known known) {
        return new JsonObject()
                .put("country", known.messages().get(0).state().message().country())
                .put("channel", others.channel())
                .put("since", others.since().toString())
                .put("now", share(others.now()))
                .put("before_since", others.beforeSince().toString())
                .put("before", share(others.before()));
    }

    private static JsonObject share(Share share) {
        return new JsonObject().put("messages", share.messages()).put("failed", share.failed());
    }
}
