package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.MessageReader;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.TelesignClient;

/** Everything that sends, built and stopped together. */
public final class Sending {
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MS = 50;

    private final Vertx vertx;
    private final Calls calls;
    private final Dispatcher dispatcher;
    private final Sweeper sweeper;
    private final Sender sender;
    private final Repeats repeats;

    /** @param node names this relay among those that share the database */
    public Sending(
            Vertx vertx,
            Ledger ledger,
            MessageReader messages,
            TelesignClient telesign,
            SendRequestValidator validator,
            RandomGenerator random,
            String node,
            SendMeter meter) {
        this.vertx = vertx;
        Journal journal = new Journal(ledger);
        this.calls = new Calls(vertx, journal, telesign, new RetryPauses(random), node, meter);
        this.dispatcher = new Dispatcher(vertx, journal, messages, calls, validator, node);
        this.sweeper = new Sweeper(vertx, journal, messages);
        this.sender = new Sender(vertx, journal, calls, dispatcher, node);
        this.repeats = new Repeats(vertx, messages, sender);
    }

    public void start() {
        dispatcher.start();
        sweeper.start();
    }

    /**
     * Begins nothing new, waits for what is under way, and tells the ledger of what is still unanswered that nobody
     * knows: the ledger is to be stopped after this.
     */
    public Future<Void> stop() {
        sender.stop();
        dispatcher.stop();
        sweeper.stop();
        return finished().onSuccess(finished -> calls.abandon());
    }

    /** Why nothing is sent; empty while it is. */
    public Optional<String> complaint() {
        return sender.stopped() ? Optional.of("is shutting down") : Optional.empty();
    }

    Repeats repeats() {
        return repeats;
    }

    Sender sender() {
        return sender;
    }

    private Future<Void> finished() {
        Promise<Void> finished = Promise.promise();
        Deadline deadline = Deadline.in(FINISH_WITHIN);
        vertx.setPeriodic(1, LOOK_AGAIN_MS, timer -> {
            if (sender.underWay() + dispatcher.underWay() == 0
                    || deadline.remaining().isZero()) {
                vertx.cancelTimer(timer);
                finished.complete();
            }
        });
        return finished.future();
    }
}
