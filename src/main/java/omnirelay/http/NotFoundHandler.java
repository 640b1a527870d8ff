package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** The last of all routes: fails what no other took, so that the failure handler of its path words the answer. */
public final class NotFoundHandler implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext ctx) {
        ctx.fail(404);
    }
}
