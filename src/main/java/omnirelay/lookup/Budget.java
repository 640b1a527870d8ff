package omnirelay.lookup;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Gives turns at an even pace, and none in advance for the time in which nobody asked. */
final class Budget {
    private final Vertx vertx;
    private final long spacing;
    private long next = System.nanoTime();

    /** @param rate turns a second */
    Budget(Vertx vertx, double rate) {
        this.vertx = vertx;
        this.spacing = Math.round(TimeUnit.SECONDS.toNanos(1) / rate);
    }

    /** Succeeds when the turn has come; turns are given in the order in which they were asked for. */
    Future<?> turn() {
        long now = System.nanoTime();
        long turn = Math.max(now, next);
        next = turn + spacing;
        long millis = TimeUnit.NANOSECONDS.toMillis(turn - now);
        return millis == 0 ? Future.succeededFuture() : vertx.timer(millis, TimeUnit.MILLISECONDS);
    }
}
