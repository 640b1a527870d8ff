package omnirelay.feed;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets many take turns on one event loop: a few at once, in the order they asked, then whatever else waits there. */
final class Turns {
    private static final int AT_ONCE = 32;

    private final Vertx vertx;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean scheduled;

    Turns(Vertx vertx) {
        this.vertx = vertx;
    }

    void ask(Runnable turn) {
        waiting.add(turn);
        if (!scheduled) {
            schedule();
        }
    }

    private void schedule() {
        scheduled = true;
        vertx.runOnContext(now -> takeSome());
    }

    private void takeSome() {
        try {
            // Who asks again during its turn waits for the next round.
            for (int left = Math.min(AT_ONCE, waiting.size()); left > 0; left--) {
                waiting.remove().run();
            }
        } finally {
            scheduled = false;
            if (!waiting.isEmpty()) {
                schedule();
            }
        }
    }
}
