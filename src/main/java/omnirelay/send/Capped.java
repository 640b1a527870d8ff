package omnirelay.send;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import omnirelay.dispatch.Journal;
import omnirelay.guard.Caps;
import omnirelay.guard.Caps.Use;
import omnirelay.message.Entry;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import omnirelay.message.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts commands in their caps before they are journaled, and turns away those for which there is no room. */
final class Capped implements Way {
    private static final Logger LOG = LoggerFactory.getLogger(Capped.class);

    /** TeleSign's words for what it does itself where an account sends too much. */
    private static final Status TOO_MUCH = Status.local(3204, "Rate limit exceeded", Outcome.REJECTED, Finality.FINAL);

    private static final int TOO_MANY_REQUESTS = 429;

    private final Caps caps;
    private final Journal journal;
    private final Way next;

    Capped(Caps caps, Journal journal, Way next) {
        this.caps = caps;
        this.journal = journal;
        this.next = next;
    }

    @Override
    public Future<SendResult> send(Command command) {
        return caps.use(command.message(), command.content().phoneNumber()).transform(use -> {
            if (use.failed()) {
                LOG.warn("caps could not be counted: {}", use.cause().getMessage());
                return Future.succeededFuture(new SendResult.Busy());
            }
            return use.result() instanceof Use.Counted counted
                    ? next.send(command).onSuccess(result -> giveBackUnlessSent(counted, result))
                    : turnAway(command, (Use.Reached) use.result());
        });
    }

    private void giveBackUnlessSent(Use.Counted use, SendResult result) {
        if (!mayBeSent(result)) {
            caps.giveBack(use)
                    .onFailure(cause -> LOG.warn("what was not sent counts in its caps: {}", cause.getMessage()));
        }
    }

    /** What was sent before counted then; what was never called was not sent. */
    private static boolean mayBeSent(SendResult result) {
        if (result instanceof SendResult.Settled settled) {
            return !settled.replayed() && settled.state().attempt() > 0;
        }
        return result instanceof SendResult.Late || (result instanceof SendResult.Queued queued && !queued.replayed());
    }

    /** Nothing is sent, so nothing is lost where the database does not take it in time. */
    private Future<SendResult> turnAway(Command command, Use.Reached use) {
        Entry.TurnedAway entry = new Entry.TurnedAway(
                command.message(),
                command.content(),
                command.key(),
                TOO_MUCH,
                TOO_MANY_REQUESTS,
                true,
                use.share().reason(use.at()),
                use.share().details(use.at()));
        return journal.turnedAway(entry)
                .timeout(Math.max(1, command.deadline().remaining().toMillis()), TimeUnit.MILLISECONDS)
                .map(reply -> SendResult.of(command, reply))
                .otherwise(cause -> new SendResult.Busy());
    }
}
