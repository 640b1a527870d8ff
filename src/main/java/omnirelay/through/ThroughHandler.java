package omnirelay.through;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.RelayConfig;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.ReceivedBody;

/** Passes a request on to TeleSign and the answer back, both as they are. Paths that are not passed on it leaves alone. */
public final class ThroughHandler implements Handler<RoutingContext> {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Vertx vertx;
    private final Upstream upstream;
    private final RelayConfig.Through limits;
    private final ThroughMeter meter;
    private final UsedNonces nonces = new UsedNonces();

    public ThroughHandler(Vertx vertx, Upstream upstream, RelayConfig.Through limits, ThroughMeter meter) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.limits = limits;
        this.meter = meter;
    }

    @Override
    public void handle(RoutingContext ctx) {
        api(ctx.request()).ifPresentOrElse(api -> passOnce(ctx, api), ctx::next);
    }

    /** A target that does not begin with its path may be read by others as having another one. */
    private static Optional<String> api(HttpServerRequest request) {
        return request.uri().startsWith("/") ? PassedPath.api(request.path()) : Optional.empty();
    }

    private void passOnce(RoutingContext ctx, String api) {
        boolean read = READS.contains(ctx.request().method());
        if (read || nonces.firstUse(AuthenticationHandler.principal(ctx))) {
            pass(ctx, api);
        } else {
            ctx.fail(
                    Problem.of(401, "This nonce was used before: the request has been passed on. Sign each one anew."));
        }
    }

    private void pass(RoutingContext ctx, String api) {
        long begun = System.nanoTime();
        Optional<ReceivedBody> body = ReceiveBodyHandler.receivedIfAny(ctx);
        Passage passage = new Passage(
                ctx.request(),
                body.map(ReceivedBody::bytes),
                limits.maxBytes(),
                outcome -> meter.passed(api, outcome, System.nanoTime() - begun));
        long timer = vertx.setTimer(limits.timeout().toMillis(), late -> passage.giveUp());
        ctx.addEndHandler(end -> {
            vertx.cancelTimer(timer);
            if (end.failed()) {
                passage.giveUp();
            }
        });
        passage.through(upstream).onFailure(ctx::fail);
    }
}
