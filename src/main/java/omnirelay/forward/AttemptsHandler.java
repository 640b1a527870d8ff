package omnirelay.forward;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import omnirelay.forward.ReceiverStore.Kept;
import omnirelay.http.Problem;
import omnirelay.http.QueryParameters;

/** {@code GET /api/receivers/{name}/attempts}: every try of the last week to tell a receiver, the last first. */
public final class AttemptsHandler implements Handler<RoutingContext> {
    private static final String CURSOR = "cursor";
    private static final String LIMIT = "limit";
    private static final int LIMIT_MAX = 500;
    private static final int DEFAULT_LIMIT = 50;

    private final ReceiverStore store;

    public AttemptsHandler(Forwarding forwarding) {
        this.store = forwarding.store();
    }

    @Override
    public void handle(RoutingContext ctx) {
        QueryParameters given = QueryParameters.of(ctx.queryParams(), Set.of(LIMIT, CURSOR));
        int limit = given.integer(LIMIT, 1, LIMIT_MAX, DEFAULT_LIMIT);
        long before = given.text(CURSOR).map(AttemptsHandler::number).orElse(Long.MAX_VALUE);
        store.attempts(ctx.pathParam("name").replace("\0", "?"), before, limit + 1)
                .compose(attempts -> ctx.json(page(attempts, limit)))
                .onFailure(ctx::fail);
    }

    private static long number(String cursor) {
        if (cursor.matches("[0-9]{1,18}")) {
            return Long.parseLong(cursor);
        }
        throw Problem.inField(CURSOR, "Must be the cursor that a page before gave as next.");
    }

    private static JsonObject page(List<Kept> attempts, int limit) {
        boolean more = attempts.size() > limit;
        List<Kept> shown = more ? attempts.subList(0, limit) : attempts;
        return new JsonObject()
                .put(
                        "attempts",
                        new JsonArray(shown.stream().map(AttemptJson::of).toList()))
                .put("next", more ? Long.toString(shown.get(limit - 1).number()) : null);
    }
}
