package omnirelay.guard;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/holds}: what is held, by whom, why and since when. */
public final class HoldsHandler implements Handler<RoutingContext> {
    private final HoldStore store;

    public HoldsHandler(HoldStore store) {
        this.store = store;
    }

    @Override
    public void handle(RoutingContext ctx) {
        store.list()
                .map(holds -> new JsonArray(holds.stream().map(Hold::toJson).toList()))
                .compose(holds -> ctx.json(new JsonObject().put("holds", holds)))
                .onFailure(ctx::fail);
    }
}
