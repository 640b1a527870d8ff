package omnirelay.support;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what must come, but not for ever. */
public final class Soon {
    private static final int LIMIT_SECONDS = 60;

    private Soon() {}

    /** The future's result; throws what it failed with. Not for an event loop. */
    public static <T> T await(Future<T> future) {
        try {
            return future.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came within " + LIMIT_SECONDS + " s", e);
        }
    }
}
