package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import omnirelay.http.Problem;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.MessageReader;
import omnirelay.message.Entry;
import omnirelay.message.MessageState;
import omnirelay.message.Reply;
import omnirelay.telesign.LookUpOutcome;
import omnirelay.telesign.TelesignClient;

/**
 * {@code POST /api/messages/{id}/look-up}: asks TeleSign once where the message stands; the answer becomes an entry.
 * The next handler of the route shows the message.
 */
public final class LookUpHandler implements Handler<RoutingContext> {
    private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(4);

    private final MessageReader messages;
    private final TelesignClient telesign;
    private final Ledger ledger;

    public LookUpHandler(MessageReader messages, TelesignClient telesign, Ledger ledger) {
        this.messages = messages;
        this.telesign = telesign;
        this.ledger = ledger;
    }

    @Override
    public void handle(RoutingContext ctx) {
        messages.find(ctx.pathParam("id"))
                .compose(this::ask)
                .onSuccess(kept -> ctx.next())
                .onFailure(ctx::fail);
    }

    private Future<Reply> ask(Optional<MessageState> found) {
        MessageState state = found.orElseThrow(() -> Problem.notFound("There is no message with this id."));
        String reference = state.referenceId();
        if (reference == null) {
            throw Problem.of(409, "TeleSign has given this message no reference, and it looks up by nothing else.");
        }
        return telesign.lookUp(reference).compose(outcome -> keep(state, reference, outcome));
    }

    private Future<Reply> keep(MessageState state, String reference, LookUpOutcome outcome) {
        if (outcome instanceof LookUpOutcome.Failed failed) {
            throw Problem.of(502, "TeleSign did not tell: " + failed.reason());
        }
        Entry.Subject subject = new Entry.Subject(state.id(), null, reference);
        LookUpOutcome.Found reported = (LookUpOutcome.Found) outcome;
        return ledger.submit(
                new Entry.Reported(Entry.Source.LOOK_UP, null, subject, reported.reports()), JOURNAL_PATIENCE);
    }
}
