package omnirelay.send;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignError;

/** Takes no command, in the words by which TeleSign says that an account may not send: final, not to be repeated. */
public final class ListenOnlyHandler implements Handler<RoutingContext> {
    private static final int PRODUCT_NOT_ENABLED = 3206;

    private final CodeCatalogue codes;

    public ListenOnlyHandler(CodeCatalogue codes) {
        this.codes = codes;
    }

    @Override
    public void handle(RoutingContext ctx) {
        TelesignError error = codes.error(PRODUCT_NOT_ENABLED)
                .withDetail("This relay only listens (send.enabled is false): send to TeleSign itself.");
        new Answer(error.httpStatus(), error.toSend(null, null), Map.of()).write(ctx.response());
    }
}
