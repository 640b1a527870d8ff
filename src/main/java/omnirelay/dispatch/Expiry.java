package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.Reply;
import omnirelay.message.Status;
import omnirelay.telesign.CodeCatalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what waits although its time is up. Any node does it for all. */
public final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int EXPIRED = 3033;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final CommandQueue queue;
    private final Journal journal;
    private final Status expired;
    private long timer;

    public Expiry(Vertx vertx, CommandQueue queue, Journal journal, CodeCatalogue codes) {
        this.vertx = vertx;
        this.queue = queue;
        this.journal = journal;
        this.expired = codes.refusal(EXPIRED, codes.reported(EXPIRED).text());
    }

    public void start() {
        timer = vertx.setPeriodic(0, LOOK_EVERY.toMillis(), again -> look());
    }

    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** Takes one back, unless it has left. */
    public Future<Reply> expire(MessageId id) {
        return journal.cancelled(new Entry.Cancelled(id, "relay", Entry.Cancelled.Reason.EXPIRED, expired));
    }

    private void look() {
        queue.expired()
                .compose(ids -> Future.join(ids.stream().map(this::expire).toList()))
                .onFailure(cause -> LOG.warn("could not take back what expired: {}", cause.getMessage()));
    }
}
