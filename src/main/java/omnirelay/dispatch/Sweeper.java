package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import omnirelay.config.RelayConfig;
import omnirelay.ledger.MessageReader;
import omnirelay.ledger.MessageReader.Abandoned;
import omnirelay.message.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says of calls whose end nobody wrote down, because their node died, that nobody knows it. Any node may say so. */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Longer than a call may last: its answer may still have to wait for the database. */
    private static final Duration NOBODY_ANSWERS_AFTER = RelayConfig.Telesign.LONGEST_CALL.plusSeconds(10);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Journal journal;
    private final MessageReader messages;
    private long timer;

    public Sweeper(Vertx vertx, Journal journal, MessageReader messages) {
        this.vertx = vertx;
        this.journal = journal;
        this.messages = messages;
    }

    public void start() {
        timer = vertx.setPeriodic(LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), again -> sweep());
        sweep();
    }

    public void stop() {
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
        return journal.answered(call.id(), call.attempt(), lost);
    }
}
