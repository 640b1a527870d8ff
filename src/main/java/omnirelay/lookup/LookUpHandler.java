package omnirelay.lookup;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import omnirelay.http.Problem;
import omnirelay.ledger.MessageReader;
import omnirelay.message.MessageState;

/**
 * {@code POST /api/messages/{id}/look-up}: asks TeleSign once where the message stands; the answer becomes an entry.
 * The next handler of the route shows the message.
 */
public final class LookUpHandler implements Handler<RoutingContext> {
    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(4);

    private final MessageReader messages;
    private final Inquiries inquiries;

    public LookUpHandler(MessageReader messages, LookUps lookUps) {
        this.messages = messages;
        this.inquiries = lookUps.inquiries();
    }

    @Override
    public void handle(RoutingContext ctx) {
        messages.find(ctx.pathParam("id"))
                .compose(this::ask)
                .onSuccess(told -> {
                    if (told instanceof Told.Status) {
                        ctx.next();
                    } else {
                        ctx.fail(problem(told));
                    }
                })
                .onFailure(ctx::fail);
    }

    private Future<Told> ask(Optional<MessageState> found) {
        MessageState state = found.orElseThrow(() -> Problem.notFound("There is no message with this id."));
        String reference = state.referenceId();
        if (reference == null) {
            throw Problem.of(409, "TeleSign has given this message no reference, and it looks up by nothing else.");
        }
        return inquiries.ask(Question.about(state, reference), SLOT_PATIENCE);
    }

    private static Problem problem(Told told) {
        if (told instanceof Told.NoRoom) {
            return Problem.of(503, "The account's rate leaves no room for a look-up now. Ask again in a few seconds.");
        }
        if (told instanceof Told.Unkept) {
            return Problem.of(503, Told.UNKEPT);
        }
        String reason = told instanceof Told.Refusal refusal
                ? "TeleSign answered %d, %s"
                        .formatted(refusal.error().code(), refusal.error().description())
                : ((Told.Nothing) told).reason();
        return Problem.of(502, "TeleSign did not tell: " + reason);
    }
}
