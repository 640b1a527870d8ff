package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.sandbox.Intake.Accepted;
import omnirelay.sandbox.Intake.Refused;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.SendAnswer;

/** Answers sends, or does not, as the scenario says. */
final class SendHandler implements Handler<RoutingContext> {
    private static final int INVALID = 400;

    private final Intake intake;
    private final Stage stage;
    private final InstantSource wall;
    private final RandomGenerator random;

    /** @param random for the references of requests that are refused */
    SendHandler(Intake intake, Stage stage, InstantSource wall, RandomGenerator random) {
        this.intake = intake;
        this.stage = stage;
        this.wall = wall;
        this.random = random;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Intake.Result result = intake.take(
                RawRequest.of(ctx.request(), ReceiveBodyHandler.received(ctx).bytes()));
        if (result instanceof Accepted accepted) {
            receive(ctx, accepted.transaction());
        } else if (result instanceof Refused refused) {
            refuse(ctx, refused);
        }
    }

    private void refuse(RoutingContext ctx, Refused refused) {
        boolean referenced = refused.error().httpStatus() == INVALID;
        String referenceId = referenced ? ReferenceId.at(wall.instant(), ReferenceId.salt(random)) : null;
        Answer.write(
                        ctx.response(),
                        refused.error().httpStatus(),
                        refused.error().toSend(referenceId, refused.externalId()))
                .onFailure(ctx::fail);
    }

    private void receive(RoutingContext ctx, Transaction transaction) {
        switch (transaction.accepted().scenario().reception) {
            case ANSWERED -> accept(ctx, transaction).onComplete(answered -> stage.perform(transaction));
            case ANSWERED_AFTER_A_CALLBACK ->
                stage.perform(transaction)
                        .compose(told -> accept(ctx, transaction))
                        .onFailure(ctx::fail);
            case CUT -> ctx.request().connection().close().onComplete(cut -> stage.perform(transaction));
            case UNANSWERED -> stage.perform(transaction);
        }
    }

    private static Future<Void> accept(RoutingContext ctx, Transaction transaction) {
        return Answer.write(
                ctx.response(),
                200,
                SendAnswer.of(transaction.referenceId(), transaction.accepted().externalId()));
    }
}
