package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /health/live}: the event loop turns. Whether the relay can do its work is readiness. */
public final class LivenessHandler implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext ctx) {
        ctx.json(new JsonObject().put("status", "live")).onFailure(ctx::fail);
    }
}
