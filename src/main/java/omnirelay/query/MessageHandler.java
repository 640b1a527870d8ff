package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.Role;

/** {@code GET /api/messages/:id}: one message with its whole history. */
public final class MessageHandler implements Handler<RoutingContext> {
    private final Histories histories;

    public MessageHandler(Histories histories) {
        this.histories = histories;
    }

    @Override
    public void handle(RoutingContext ctx) {
        boolean numbers = AuthenticationHandler.principal(ctx).has(Role.VIEW_NUMBERS);
        histories.tell(ctx.pathParam("id"), numbers).compose(ctx::json).onFailure(ctx::fail);
    }
}
