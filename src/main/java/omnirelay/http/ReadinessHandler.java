package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import omnirelay.http.Readiness.Finding;

/** {@code GET /health/ready}: 200 where every check is content, else 503; with each check's name and complaint. */
public final class ReadinessHandler implements Handler<RoutingContext> {
    private final Readiness readiness;

    public ReadinessHandler(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void handle(RoutingContext ctx) {
        readiness
                .findings()
                .compose(findings -> {
                    boolean ready = findings.stream().allMatch(Finding::ready);
                    ctx.response().setStatusCode(ready ? 200 : 503);
                    return ctx.json(json(ready, findings));
                })
                .onFailure(ctx::fail);
    }

    private static JsonObject json(boolean ready, List<Finding> findings) {
        JsonArray checks = new JsonArray();
        for (Finding finding : findings) {
            JsonObject check = new JsonObject().put("name", finding.name()).put("ready", finding.ready());
            finding.complaint().ifPresent(complaint -> check.put("reason", complaint));
            checks.add(check);
        }
        return new JsonObject().put("status", ready ? "ready" : "not_ready").put("checks", checks);
    }
}
