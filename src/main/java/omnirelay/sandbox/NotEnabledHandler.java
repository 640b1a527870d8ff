package omnirelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import omnirelay.telesign.TelesignError;

/** A product that the sandbox's account does not have, as TeleSign says it. */
final class NotEnabledHandler implements Handler<RoutingContext> {
    private final TelesignError error;

    NotEnabledHandler(TelesignError error) {
        this.error = error;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Answer.write(ctx.response(), error.httpStatus(), error.toLookUp()).onFailure(ctx::fail);
    }
}
