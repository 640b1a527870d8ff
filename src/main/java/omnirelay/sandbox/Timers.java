package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Waits, at the sandbox's pace. */
final class Timers {
    private final Vertx vertx;
    private final InstantSource wall;
    private final Pace pace;
    private boolean stopped;

    Timers(Vertx vertx, InstantSource wall, Pace pace) {
        this.vertx = vertx;
        this.wall = wall;
        this.pace = pace;
    }

    /** From now on nothing comes due any more. */
    void stop() {
        stopped = true;
    }

    Future<Void> until(Instant instant) {
        return real(Duration.between(wall.instant(), instant));
    }

    /** @param duration in TeleSign's time */
    Future<Void> pause(Duration duration) {
        return real(pace.scaled(duration));
    }

    /** Rounds up: nothing may be told before the time it is said to have happened. */
    private Future<Void> real(Duration duration) {
        long millis = Math.max(1, duration.plusNanos(999_999).toMillis());
        return Future.future(due -> vertx.setTimer(millis, timer -> {
            if (!stopped) {
                due.complete();
            }
        }));
    }
}
