package omnirelay.query;

import java.time.Duration;
import omnirelay.message.Message;
import org.jspecify.annotations.Nullable;

/** How long messages like one usually take to arrive. */
@FunctionalInterface
public interface UsualTimes {
    UsualTimes UNKNOWN = (message, channel) -> null;

    /** Null where nobody can say. */
    @Nullable
    Duration of(Message message, String channel);
}
