package omnirelay.send;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import omnirelay.dispatch.Calls;
import omnirelay.dispatch.CommandQueue;
import omnirelay.dispatch.Deadline;
import omnirelay.dispatch.Dispatcher;
import omnirelay.dispatch.Expiry;
import omnirelay.dispatch.Journal;
import omnirelay.dispatch.Pace;
import omnirelay.dispatch.RetryPauses;
import omnirelay.dispatch.SendMeter;
import omnirelay.dispatch.Sweeper;
import omnirelay.guard.Caps;
import omnirelay.guard.Holds;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.MessageReader;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.SendRequestValidator;
import omnirelay.telesign.TelesignClient;

/** Everything that sends, built and stopped together. */
public final class Sending {
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MS = 50;

    private final Vertx vertx;
    private final Pace pace;
    private final Calls calls;
    private final Dispatcher dispatcher;
    private final Expiry expiry;
    private final Sweeper sweeper;
    private final Sender sender;
    private final Caps caps;
    private final Way way;

    /**
     * What sending needs of the rest.
     *
     * @param node names this relay among those that share the database
     * @param atOnce how many commands of a lane may be on their way at once, of those whose callers do not wait
     */
    public record Needs(
            Ledger ledger,
            MessageReader messages,
            CommandQueue queue,
            TelesignClient telesign,
            SendRequestValidator validator,
            Holds holds,
            Caps caps,
            CodeCatalogue codes,
            RandomGenerator random,
            String node,
            int atOnce,
            SendMeter meter) {}

    public Sending(Vertx vertx, Pace pace, Needs needs) {
        this.vertx = vertx;
        this.pace = pace;
        Journal journal = new Journal(needs.ledger());
        RetryPauses pauses = new RetryPauses(vertx, needs.random());
        this.calls = new Calls(journal, needs.telesign(), pace, needs.holds(), pauses, needs.node(), needs.meter());
        this.dispatcher = new Dispatcher(
                vertx,
                needs.queue(),
                journal,
                needs.messages(),
                pace,
                needs.holds(),
                calls,
                needs.validator(),
                needs.node(),
                needs.atOnce());
        this.expiry = new Expiry(vertx, needs.queue(), journal, needs.codes());
        this.sweeper = new Sweeper(vertx, journal, needs.messages());
        Launcher launcher = new Launcher(journal, pace, needs.holds(), calls, dispatcher, expiry, needs.node());
        this.sender = new Sender(vertx, journal, launcher);
        this.caps = needs.caps();
        Way counted = new Repeats(vertx, needs.messages(), new Capped(caps, journal, sender));
        this.way = new HeldBack(needs.holds(), needs.messages(), counted);
    }

    public void start() {
        dispatcher.start();
        expiry.start();
        sweeper.start();
        caps.start();
    }

    /**
     * Begins nothing new, waits for what is under way, and tells the ledger of what is still unanswered that nobody
     * knows: the ledger is to be stopped after this.
     */
    public Future<Void> stop() {
        sender.stop();
        expiry.stop();
        sweeper.stop();
        caps.stop();
        pace.stop();
        calls.stop();
        Future<Void> released = dispatcher.stop();
        return finished().compose(finished -> released.otherwiseEmpty()).onSuccess(finished -> calls.abandon());
    }

    /** Why nothing is sent; empty while it is. */
    public Optional<String> complaint() {
        return sender.stopped() ? Optional.of("is shutting down") : Optional.empty();
    }

    /** Of new commands, past all that may keep them from being sent. */
    Way way() {
        return way;
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
