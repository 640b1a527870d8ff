package omnirelay.send;

import io.vertx.core.Future;
import omnirelay.guard.Holds;
import omnirelay.guard.Kind;
import omnirelay.ledger.MessageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells callers who wait to come back while messages like theirs are held. Nothing of it is journaled: who does not wait
 * is taken, and waits in the queue. A repetition is answered as ever, because it must not look as if nothing had been sent.
 */
final class HeldBack implements Way {
    private static final Logger LOG = LoggerFactory.getLogger(HeldBack.class);

    private final Holds holds;
    private final MessageReader messages;
    private final Way next;

    HeldBack(Holds holds, MessageReader messages, Way next) {
        this.holds = holds;
        this.messages = messages;
        this.next = next;
    }

    @Override
    public Future<SendResult> send(Command command) {
        if (command.deferred() || !holds.concern(Kind.of(command.message()))) {
            return next.send(command);
        }
        if (command.key() == null) {
            return Future.succeededFuture(new SendResult.HeldBack());
        }
        return messages.isUsed(command.key())
                .compose(used -> used ? next.send(command) : Future.succeededFuture(new SendResult.HeldBack()))
                .otherwise(cause -> {
                    LOG.warn("it could not be seen whether a key was used before: {}", cause.getMessage());
                    return new SendResult.Busy();
                });
    }
}
