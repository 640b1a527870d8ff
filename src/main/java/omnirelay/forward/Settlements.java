package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes down how tries ended: those that end while the last ones are being written go together. For one event loop. */
final class Settlements {
    private final Function<List<Attempt>, Future<Void>> write;
    private List<Attempt> waiting = new ArrayList<>();
    private Promise<Void> written = Promise.promise();
    private boolean writing;

    Settlements(Function<List<Attempt>, Future<Void>> write) {
        this.write = write;
    }

    /** Succeeds once it is on disk. */
    Future<Void> settle(Attempt attempt) {
        waiting.add(attempt);
        Future<Void> done = written.future();
        writeNext();
        return done;
    }

    private void writeNext() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        List<Attempt> batch = waiting;
        Promise<Void> promise = written;
        waiting = new ArrayList<>();
        written = Promise.promise();
        write.apply(batch).onComplete(done -> {
            writing = false;
            promise.handle(done);
            writeNext();
        });
    }
}
