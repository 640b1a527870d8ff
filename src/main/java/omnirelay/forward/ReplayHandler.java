package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import omnirelay.feed.Cursor;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;
import omnirelay.message.MessageId;

/**
 * {@code POST /api/receivers/{name}/replay}: tells a receiver again what followed an event, {@code {"after": …}} as the feed
 * takes it, what happened from a time on, {@code {"from": …}}, or all of one message, {@code {"message_id": …}}.
 */
public final class ReplayHandler implements Handler<RoutingContext> {
    private static final String AFTER = "after";
    private static final String FROM = "from";
    private static final String MESSAGE_ID = "message_id";

    private static final Set<String> WAYS = Set.of(AFTER, FROM, MESSAGE_ID);

    private final Forwarding forwarding;

    public ReplayHandler(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonObject body = StrictJson.object(ReceiveBodyHandler.received(ctx).bytes());
        JsonFields given = JsonFields.of(body, WAYS);
        String receiver = ctx.pathParam("name").replace("\0", "?");
        forwarding
                .store()
                .knows(receiver)
                .compose(known -> {
                    if (!known && !forwarding.receivers().configured().contains(receiver)) {
                        throw Problem.notFound("Nobody of this name was ever told anything. See GET /api/receivers.");
                    }
                    return replayed(receiver, body, given);
                })
                .compose(count -> {
                    forwarding.wake();
                    return ctx.json(new JsonObject().put("deliveries", count));
                })
                .onFailure(ctx::fail);
    }

    private Future<Integer> replayed(String receiver, JsonObject body, JsonFields given) {
        if (body.size() != 1) {
            throw Problem.of(400, "Give one of after, from and message_id.");
        }
        if (body.containsKey(FROM)) {
            return forwarding.replay().from(receiver, time(given.requiredText(FROM)));
        }
        return body.containsKey(AFTER)
                ? forwarding.replay().after(receiver, Cursor.of(AFTER, body.getValue(AFTER)))
                : forwarding.replay().of(receiver, message(given.requiredText(MESSAGE_ID)));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.inField(FROM, "Must be a time like 2026-11-22T08:00:00Z.");
        }
    }

    private static MessageId message(String text) {
        return MessageId.parse(text).orElseThrow(() -> Problem.inField(MESSAGE_ID, "Must be 32 hex digits."));
    }
}
