package omnirelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignError;

/** {@code /capability/rcs/…}: numbers that end in an even digit can receive. */
final class CapabilityHandler implements Handler<RoutingContext> {
    private static final int SUPPORTED = 3060;
    private static final int NOT_SUPPORTED = 3055;

    private final CodeCatalogue codes;
    private final InstantSource wall;
    private final RandomGenerator random;

    /** @param random for references */
    CapabilityHandler(CodeCatalogue codes, InstantSource wall, RandomGenerator random) {
        this.codes = codes;
        this.wall = wall;
        this.random = random;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String number = ctx.pathParam("number");
        boolean even = (number.charAt(number.length() - 1) - '0') % 2 == 0;
        TelesignError answer = codes.error(even ? SUPPORTED : NOT_SUPPORTED);
        JsonObject body =
                answer.toLookUp().put("reference_id", ReferenceId.at(wall.instant(), ReferenceId.salt(random)));
        Answer.write(ctx.response(), 200, body).onFailure(ctx::fail);
    }
}
