package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/connection}: how TeleSign's way to the relay stands, and what came on it that was refused. */
public final class ConnectionHandler implements Handler<RoutingContext> {
    private final ConnectionStore store;
    private final Supplier<String> telesign;
    private final @Nullable String callbackUrl;

    /**
     * Over what is stored.
     *
     * @param telesign how TeleSign's way to us stands, as JSON
     * @param callbackUrl the address that is given to TeleSign with each request; null where it knows one by itself
     */
    public ConnectionHandler(ConnectionStore store, Supplier<String> telesign, @Nullable URI callbackUrl) {
        this.store = store;
        this.telesign = telesign;
        this.callbackUrl = callbackUrl == null ? null : callbackUrl.toString();
    }

    @Override
    public void handle(RoutingContext ctx) {
        store.refused()
                .compose(read -> ctx.json(new JsonObject()
                        .put("as_of", read.asOf().toJson())
                        .put("at", read.asOf().at().toString())
                        .put("callback_url", callbackUrl)
                        .put("telesign", Json.decodeValue(telesign.get()))
                        .put(
                                "refused",
                                new JsonObject()
                                        .put("days", ConnectionStore.DAYS)
                                        .put("causes", read.value()))))
                .onFailure(ctx::fail);
    }
}
