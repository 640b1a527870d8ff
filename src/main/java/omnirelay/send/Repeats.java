package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import omnirelay.ledger.MessageReader;
import omnirelay.message.MessageId;
import omnirelay.message.SendState;

/**
 * Lets a command that came before wait for the answer to the first one, where the client does not know that it has a
 * key: it asked for a message to be sent, and would take "still under way" for a failure. The first one may be under
 * way on another node, so the wait is for what the database says of it.
 */
final class Repeats implements Way {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Vertx vertx;
    private final MessageReader messages;
    private final Way next;

    Repeats(Vertx vertx, MessageReader messages, Way next) {
        this.vertx = vertx;
        this.messages = messages;
        this.next = next;
    }

    @Override
    public Future<SendResult> send(Command command) {
        return next.send(command)
                .compose(result -> result instanceof SendResult.InFlight first && Duplicates.madeHere(command.key())
                        ? settled(command, first.state().id())
                        : Future.succeededFuture(result));
    }

    /** Sent again it is answered as the first was; or is sent where the first was refused in a way that frees the key. */
    private Future<SendResult> settled(Command command, MessageId first) {
        if (command.deadline().remaining().compareTo(LOOK_EVERY) <= 0) {
            return Future.succeededFuture(new SendResult.Late(first));
        }
        return vertx.timer(LOOK_EVERY.toMillis())
                .compose(waited -> messages.find(first.toString()))
                .map(found -> found.filter(state -> state.send().compareTo(SendState.SENDING) > 0)
                        .isPresent())
                .otherwise(false)
                .compose(over -> over ? send(command) : settled(command, first));
    }
}
