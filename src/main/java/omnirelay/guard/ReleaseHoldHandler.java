package omnirelay.guard;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import omnirelay.access.AuthenticationHandler;
import omnirelay.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code DELETE /api/holds/:id}: what it held is sent, in its order and at the account's pace. */
public final class ReleaseHoldHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseHoldHandler.class);
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final HoldStore store;
    private final Holds holds;

    public ReleaseHoldHandler(HoldStore store, Holds holds) {
        this.store = store;
        this.holds = holds;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (!ID.matcher(id).matches()) {
            throw none();
        }
        String who = AuthenticationHandler.principal(ctx).id();
        store.release(Long.parseLong(id), who)
                .map(found -> found.orElseThrow(ReleaseHoldHandler::none))
                .compose(hold -> holds.look().otherwiseEmpty().map(hold))
                .compose(hold -> {
                    LOG.info("hold {} is released by {}", hold.id(), hold.releasedBy());
                    return ctx.json(hold.toJson());
                })
                .onFailure(ctx::fail);
    }

    private static Problem none() {
        return Problem.notFound("There is no hold with this id; GET /api/holds lists those that are good.");
    }
}
