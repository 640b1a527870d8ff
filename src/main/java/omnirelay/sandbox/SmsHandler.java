package omnirelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** {@code /v1/messaging}: takes every SMS and says of each that it arrived. Nothing is kept of them. */
final class SmsHandler implements Handler<RoutingContext> {
    private static final JsonObject TAKEN = status(290, "Message in progress");
    private static final JsonObject DELIVERED = status(200, "Delivered to handset");

    private final InstantSource wall;
    private final RandomGenerator random;

    /** @param random for references */
    SmsHandler(InstantSource wall, RandomGenerator random) {
        this.wall = wall;
        this.random = random;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String asked = ctx.pathParam("reference");
        String reference = asked == null ? ReferenceId.at(wall.instant(), ReferenceId.salt(random)) : asked;
        JsonObject status = (asked == null ? TAKEN : DELIVERED).copy();
        JsonObject body = new JsonObject()
                .put("reference_id", reference)
                .put("external_id", null)
                .put("status", status.put("updated_on", wall.instant().toString()));
        Answer.write(ctx.response(), 200, body).onFailure(ctx::fail);
    }

    private static JsonObject status(int code, String description) {
        return new JsonObject().put("code", code).put("description", description);
    }
}
