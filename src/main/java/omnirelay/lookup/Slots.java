package omnirelay.lookup;

import io.vertx.core.Future;
import java.time.Duration;
import omnirelay.message.Lane;

/** Who says when TeleSign may be called, so that the account's rate is not exceeded. */
public interface Slots {

    /** Succeeds when a request may begin; fails where that is not within {@code patience}. */
    Future<?> turn(Lane lane, Duration patience);

    /** TeleSign said that there were too many requests. */
    void exceeded();
}
