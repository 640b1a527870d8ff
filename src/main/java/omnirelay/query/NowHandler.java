package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/now}: what operators look at first. */
public final class NowHandler implements Handler<RoutingContext> {
    private final NowStore store;
    private final NowJson json;

    /**
     * Over what is stored, and with what the account may send.
     *
     * @param rate requests a second
     * @param marketingShare of them, for marketing
     */
    public NowHandler(NowStore store, double rate, double marketingShare) {
        this.store = store;
        this.json = new NowJson(rate, marketingShare);
    }

    @Override
    public void handle(RoutingContext ctx) {
        store.read().compose(read -> ctx.json(json.of(read))).onFailure(ctx::fail);
    }
}
