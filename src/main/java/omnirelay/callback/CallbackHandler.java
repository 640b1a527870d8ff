package omnirelay.callback;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.ReceivedBody;
import omnirelay.ledger.LedgerBusyException;
import omnirelay.message.Inbound;
import omnirelay.message.MessageId;
import omnirelay.message.RawBody;
import omnirelay.probe.Probe;
import omnirelay.probe.Receipt;
import omnirelay.telesign.Authenticity;
import omnirelay.telesign.CallbackSignature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET}, {@code POST} and {@code PUT /callbacks/telesign}: 200 means that the callback is on disk, whatever it
 * says; 401 that TeleSign did not sign it; 503 that TeleSign should bring it again. A test callback of the relay's own is
 * told what arrived of it, and not kept.
 */
public final class CallbackHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackHandler.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final CallbackSignature signature;
    private final CallbackIntake intake;
    private final RandomGenerator random;
    private final CallbackMeter meter;
    private final RefusalLog refusals;
    private final RefusalCounts counts;

    public CallbackHandler(
            CallbackSignature signature,
            CallbackIntake intake,
            RandomGenerator random,
            InstantSource clock,
            CallbackMeter meter,
            RefusalCounts counts) {
        this.signature = signature;
        this.intake = intake;
        this.random = random;
        this.meter = meter;
        this.counts = counts;
        this.refusals = new RefusalLog(clock);
    }

    @Override
    public void handle(RoutingContext ctx) {
        ReceivedBody body = ReceiveBodyHandler.received(ctx);
        HttpServerRequest request = ctx.request();
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String xTsAuthorization = request.getHeader(CallbackSignature.X_TS_AUTHORIZATION);
        byte[] bytes = body.bytes().getBytes();
        Authenticity authenticity = signature.verify(authorization, xTsAuthorization, bytes);
        if (authenticity instanceof Authenticity.Unproven unproven) {
            refuse(ctx, unproven.cause());
            return;
        }
        if (Probe.is(bytes)) {
            answer(ctx, "probe", Receipt.of(request, bytes).toJson().encode());
            return;
        }
        Inbound inbound = new Inbound(
                MessageId.at(body.arrivedAt(), random),
                RawBody.of(bytes),
                request.method().name(),
                authorization,
                xTsAuthorization,
                ((Authenticity.Proven) authenticity).key().id(),
                body.arrivedAt());
        intake.take(inbound).onSuccess(verdict -> answer(ctx, verdict, "{}")).onFailure(cause -> notKept(ctx, cause));
    }

    private void refuse(RoutingContext ctx, Authenticity.Cause cause) {
        refusals.refused(cause);
        counts.refused(cause);
        meter.answered("unproven_" + cause.wire());
        ctx.fail(Problem.of(
                401, "This is not signed by a key of TeleSign's that the relay knows: " + cause.wire() + "."));
    }

    private void answer(RoutingContext ctx, String verdict, String json) {
        meter.answered(verdict);
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(json)
                .onFailure(gone -> LOG.debug("TeleSign did not wait for the answer"));
    }

    private void notKept(RoutingContext ctx, Throwable cause) {
        meter.answered("busy");
        boolean busy = cause instanceof LedgerBusyException;
        String why = busy ? cause.getMessage() : "the relay failed, its log says more";
        Problem later = Problem.later(503, TRY_AGAIN, "Not stored: " + why + ". Bring it again.");
        ctx.fail(busy ? later : later.causedBy(cause));
    }
}
