package omnirelay.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Lets many take turns on one event loop: a few at once, in the order they asked, then whatever else waits there. */
final class Turns {
    private static final int AT_ONCE = 32;

    private final Executor loop;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean scheduled;

    Turns(Executor loop) {
        this.loop = loop;
    }

    void ask(Runnable turn) {
        waiting.add(turn);
        if (!scheduled) {
            schedule();
        }
    }

    private void schedule() {
        scheduled = true;
        loop.execute(this::takeSome);
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
