package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import omnirelay.feed.Cursor;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;
import omnirelay.message.MessageId;

/**
 * {@code POST /api/receivers/{name}/replay}: tells a receiver again what followed an event, {@code {"after": …}} as the feed
 * takes it, or all of one message, {@code {"message_id": …}}.
 */
public final class ReplayHandler implements Handler<RoutingContext> {
    private static final String AFTER = "after";
    private static final String MESSAGE_ID = "message_id";

    private final Forwarding forwarding;

    public ReplayHandler(Forwarding forwarding) {
        this.forwarding = forwarding;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonObject body = StrictJson.object(ReceiveBodyHandler.received(ctx).bytes());
        JsonFields given = JsonFields.of(body, Set.of(AFTER, MESSAGE_ID));
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
        if (body.containsKey(AFTER) == body.containsKey(MESSAGE_ID)) {
            throw Problem.of(400, "Give either after or message_id.");
        }
        return body.containsKey(AFTER)
                ? forwarding.replay().after(receiver, Cursor.of(AFTER, body.getValue(AFTER)))
                : forwarding.replay().of(receiver, message(given.requiredText(MESSAGE_ID)));
    }

    private static MessageId message(String text) {
        return MessageId.parse(text).orElseThrow(() -> Problem.inField(MESSAGE_ID, "Must be 32 hex digits."));
    }
}
