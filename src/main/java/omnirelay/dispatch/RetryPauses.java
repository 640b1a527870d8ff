package omnirelay.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** How long to wait before the next call: twice as long each time, and never in step with others. */
public final class RetryPauses {
    private static final Duration FIRST = Duration.ofMillis(250);

    /** Well within the time after which a call without an end counts as lost. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final RandomGenerator random;
    private final Set<Promise<Void>> running = new HashSet<>();

    public RetryPauses(Vertx vertx, RandomGenerator random) {
        this.vertx = vertx;
        this.random = random;
    }

    /** Between half and the whole of what the attempt would wait without jitter. */
    Duration after(int attempt) {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    /** Succeeds when the pause is over, or has been ended. */
    Future<Void> wait(Duration pause) {
        Promise<Void> over = Promise.promise();
        running.add(over);
        long timer = vertx.setTimer(pause.toMillis(), time -> over.tryComplete());
        return over.future().onComplete(ended -> {
            vertx.cancelTimer(timer);
            running.remove(over);
        });
    }

    /** Ends all pauses at once. */
    void end() {
        List.copyOf(running).forEach(Promise::tryComplete);
    }
}
