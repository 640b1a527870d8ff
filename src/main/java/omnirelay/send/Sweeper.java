package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.MessageReader;
import omnirelay.ledger.MessageReader.Abandoned;
import omnirelay.message.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of calls whose end nobody wrote down, because their node died, that nobody knows it. Any node may say so. */
final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Longer than a call may last and its answer may wait to be written. */
    private static final Duration NOBODY_ANSWERS_AFTER = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration JOURNAL_PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Ledger ledger;
    private final MessageReader messages;
    private long timer;

    Sweeper(Vertx vertx, Ledger ledger, MessageReader messages) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.messages = messages;
    }

    void start() {
        timer = vertx.setPeriodic(LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), again -> sweep());
        sweep();
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        messages.abandoned(NOBODY_ANSWERS_AFTER)
                .compose(calls -> Future.join(calls.stream().map(this::giveUp).toList()))
                .onFailure(cause -> LOG.warn("could not settle abandoned calls: {}", cause.getMessage()));
    }

    private Future<?> giveUp(Abandoned call) {
        LOG.warn("the call for {} has no end: its node died or lost the database", call.id());
        Entry.Answer lost =
                new Entry.Answer.Lost("the relay that sent it stopped before it could note TeleSign's answer");
        return ledger.submit(new Entry.Answered(call.id(), call.attempt(), lost), JOURNAL_PATIENCE);
    }
}
