package omnirelay.through;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import omnirelay.config.RelayConfig;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.ReceivedBody;

/** Passes a request on to TeleSign and the answer back, both as they are. Paths that are not passed on it leaves alone. */
public final class ThroughHandler implements Handler<RoutingContext> {
    private final Vertx vertx;
    private final Upstream upstream;
    private final RelayConfig.Through limits;
    private final ThroughMeter meter;

    public ThroughHandler(Vertx vertx, Upstream upstream, RelayConfig.Through limits, ThroughMeter meter) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.limits = limits;
        this.meter = meter;
    }

    @Override
    public void handle(RoutingContext ctx) {
        PassedPath.api(ctx.request().path()).ifPresentOrElse(api -> pass(ctx, api), ctx::next);
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
