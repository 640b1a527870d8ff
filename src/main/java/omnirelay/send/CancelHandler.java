package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Principal;
import omnirelay.config.Role;
import omnirelay.dispatch.Journal;
import omnirelay.http.Problem;
import omnirelay.ledger.LedgerBusyException;
import omnirelay.ledger.MessageReader;
import omnirelay.message.Entry;
import omnirelay.message.Entry.Cancelled.Reason;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import omnirelay.message.SendState;
import omnirelay.message.Status;
import omnirelay.telesign.CodeCatalogue;

/**
 * {@code DELETE /api/messages/{id}}: takes a command back that certainly has not left. Clients take back their own, an
 * admin anybody's. The next handler of the route shows the message.
 */
public final class CancelHandler implements Handler<RoutingContext> {
    private static final int BLOCKED_BY_REQUEST = 3052;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final MessageReader messages;
    private final Journal journal;
    private final Status cancelled;

    public CancelHandler(MessageReader messages, Journal journal, CodeCatalogue codes) {
        this.messages = messages;
        this.journal = journal;
        this.cancelled = codes.refusal(
                BLOCKED_BY_REQUEST, codes.reported(BLOCKED_BY_REQUEST).text());
    }

    @Override
    public void handle(RoutingContext ctx) {
        Principal principal = AuthenticationHandler.principal(ctx);
        messages.find(ctx.pathParam("id"))
                .compose(found -> cancel(found, principal))
                .onSuccess(taken -> ctx.next())
                .onFailure(ctx::fail);
    }

    private Future<Void> cancel(Optional<MessageState> found, Principal principal) {
        MessageState state = found.filter(message -> mayCancel(message, principal))
                .orElseThrow(() -> Problem.notFound("There is no message of yours with this id."));
        if (!state.message().sentHere()) {
            throw left(state);
        }
        return journal.cancelled(new Entry.Cancelled(state.id(), principal.id(), Reason.CANCELLED, cancelled))
                .recover(CancelHandler::notJournaled)
                .compose(CancelHandler::takenBack);
    }

    private static boolean mayCancel(MessageState state, Principal principal) {
        return principal.has(Role.ADMIN)
                || principal.id().equals(state.message().client());
    }

    private static Future<Void> takenBack(Reply reply) {
        return reply instanceof Reply.Overtaken overtaken
                ? Future.failedFuture(left(overtaken.state()))
                : Future.succeededFuture();
    }

    private static Problem left(MessageState state) {
        String detail = state.send() == SendState.REFUSED
                ? "It was refused, so there is nothing to take back."
                : "It has left, or may have: its state is %s. Only what is accepted can be taken back."
                        .formatted(state.send().wire());
        return Problem.of(409, detail);
    }

    private static Future<Reply> notJournaled(Throwable cause) {
        return Future.failedFuture(
                cause instanceof LedgerBusyException
                        ? Problem.later(503, RETRY_AFTER, "It could not be written down in time. Try again.")
                        : cause);
    }
}
