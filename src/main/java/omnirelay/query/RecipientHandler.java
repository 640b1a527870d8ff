package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.Role;
import omnirelay.http.Problem;

/** {@code GET /api/recipients/:token}: what is known of one recipient. */
public final class RecipientHandler implements Handler<RoutingContext> {
    private final RecipientStore store;
    private final RecipientTokens tokens;
    private final RecipientJson json;

    public RecipientHandler(RecipientStore store, RecipientTokens tokens, MessageJson messages) {
        this.store = store;
        this.tokens = tokens;
        this.json = new RecipientJson(messages);
    }

    @Override
    public void handle(RoutingContext ctx) {
        String hash = tokens.numberHash(ctx.pathParam("token"))
                .orElseThrow(() -> Problem.notFound(
                        "This address stands for no recipient of this relay; find the recipient by number."));
        boolean numbers = AuthenticationHandler.principal(ctx).has(Role.VIEW_NUMBERS);
        store.read(hash, numbers)
                .compose(read -> ctx.json(json.of(read, numbers)))
                .onFailure(ctx::fail);
    }
}
