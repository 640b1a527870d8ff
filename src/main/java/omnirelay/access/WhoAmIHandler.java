package omnirelay.access;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/session}: who asks, what they may do, and in which mode the relay runs. */
public final class WhoAmIHandler implements Handler<RoutingContext> {
    private final WhoAmI whoAmI;

    public WhoAmIHandler(WhoAmI whoAmI) {
        this.whoAmI = whoAmI;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.json(whoAmI.toJson(AuthenticationHandler.recognised(ctx))).onFailure(ctx::fail);
    }
}
