package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/codes}: TeleSign's codes, what they mean and what to do. They change only with the relay. */
public final class CodesHandler implements Handler<RoutingContext> {
    private final Buffer answer;

    public CodesHandler(JsonArray codes) {
        this.answer = new JsonObject().put("codes", codes).toBuffer();
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(answer)
                .onFailure(ctx::fail);
    }
}
