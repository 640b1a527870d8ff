package omnirelay.send;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Principal;
import omnirelay.ledger.MessageReader;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.StatusAnswer;
import omnirelay.telesign.TelesignError;

/**
 * {@code GET /v1/omnichannel/{id}}: where a message stands, in TeleSign's format, by the relay's id or TeleSign's
 * reference. A client sees its own messages and those that the relay did not send.
 */
public final class StatusHandler implements Handler<RoutingContext> {
    private static final int INVALID_REFERENCE = 3311;
    private static final int NO_SUCH_REFERENCE = -10004;

    private final MessageReader messages;
    private final CodeCatalogue codes;

    public StatusHandler(MessageReader messages, CodeCatalogue codes) {
        this.messages = messages;
        this.codes = codes;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (MessageId.parse(id).isEmpty()) {
            refuse(ctx, codes.error(INVALID_REFERENCE));
            return;
        }
        messages.find(id)
                .onSuccess(found ->
                        answer(ctx, found.filter(state -> mayBeSeen(state, AuthenticationHandler.principal(ctx)))))
                .onFailure(ctx::fail);
    }

    private static boolean mayBeSeen(MessageState state, Principal principal) {
        return !state.message().sentHere()
                || principal.kind() == Principal.Kind.PERSON
                || principal.id().equals(state.message().client());
    }

    private void answer(RoutingContext ctx, Optional<MessageState> found) {
        found.ifPresentOrElse(
                state -> new Answer(200, StatusAnswer.of(state), Map.of()).write(ctx.response()),
                () -> refuse(ctx, codes.error(NO_SUCH_REFERENCE)));
    }

    private static void refuse(RoutingContext ctx, TelesignError error) {
        new Answer(error.httpStatus(), error.toLookUp(), Map.of()).write(ctx.response());
    }
}
