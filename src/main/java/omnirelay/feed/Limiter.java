package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets so many of something go on at once and the others wait, first come first served. For one event loop. */
final class Limiter {
    private final int max;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    Limiter(int max) {
        this.max = max;
    }

    <T> Future<T> run(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        waiting.add(() -> work.get().onComplete(done -> {
            underWay--;
            promise.handle(done);
            startNext();
        }));
        startNext();
        return promise.future();
    }

    private void startNext() {
        while (underWay < max && !waiting.isEmpty()) {
            underWay++;
            waiting.remove().run();
        }
    }
}
