package omnirelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.TelesignError;

/** Lets through who may ask. */
final class AdmissionHandler implements Handler<RoutingContext> {
    private final Admission admission;

    AdmissionHandler(Admission admission) {
        this.admission = admission;
    }

    @Override
    public void handle(RoutingContext ctx) {
        RawRequest request =
                RawRequest.of(ctx.request(), ReceiveBodyHandler.received(ctx).bytes());
        admission.objection(request).ifPresentOrElse(error -> refuse(ctx, error), ctx::next);
    }

    private static void refuse(RoutingContext ctx, TelesignError error) {
        Answer.write(ctx.response(), error.httpStatus(), error.toLookUp()).onFailure(ctx::fail);
    }
}
