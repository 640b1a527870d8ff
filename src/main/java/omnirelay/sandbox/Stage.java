package omnirelay.sandbox;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets plays come true: each change at its time, told as it happens. */
final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

    /** How long a recipient thinks before answering, in TeleSign's time. */
    private static final Duration UNTIL_REPLY = Duration.ofSeconds(10);

    private final Timers timers;
    private final StatusBody status;
    private final CallbackSender sender;
    private final Supplier<URI> callbackUrl;

    /** @param callbackUrl where callbacks go that have no address of their own */
    Stage(Timers timers, StatusBody status, CallbackSender sender, Supplier<URI> callbackUrl) {
        this.timers = timers;
        this.status = status;
        this.sender = sender;
        this.callbackUrl = callbackUrl;
    }

    /** Begins at once. The future ends when the first callback was taken or given up. */
    Future<Void> perform(Transaction transaction) {
        Narration narration = new Narration(transaction, status, sender, url(transaction));
        narration.tellCurrent();
        Future<Void> first = narration.told();
        goOn(transaction, narration).onFailure(failure -> LOG.warn("sandbox cannot go on with a send", failure));
        return first;
    }

    private Future<Void> goOn(Transaction transaction, Narration narration) {
        Optional<Step> next = transaction.next();
        if (next.isEmpty()) {
            return end(transaction, narration);
        }
        return timers.until(transaction.at(next.get().at())).compose(due -> {
            transaction.reachNext();
            narration.tellCurrent();
            return goOn(transaction, narration);
        });
    }

    private Future<Void> end(Transaction transaction, Narration narration) {
        if (transaction.accepted().scenario() != Scenario.STOP) {
            return narration.told();
        }
        Instant at = transaction.at(transaction.current().at().plus(UNTIL_REPLY));
        return timers.until(at).compose(due -> {
            narration.tellStop(at);
            return narration.told();
        });
    }

    private String url(Transaction transaction) {
        String own = transaction.accepted().callbackUrl();
        return own == null ? callbackUrl.get().toString() : own;
    }
}
