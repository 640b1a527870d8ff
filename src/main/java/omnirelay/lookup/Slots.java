package omnirelay.lookup;

import io.vertx.core.Future;
import java.time.Duration;

/** Who says when TeleSign may be called, so that the account's rate is not exceeded. */
@FunctionalInterface
public interface Slots {

    /** Succeeds when a look-up may begin; fails where that is not within {@code patience}. */
    Future<?> take(Duration patience);
}
