package omnirelay.sandbox;

import java.time.Duration;
import java.util.List;

/**
 * One change of a send and all that is true after it.
 *
 * @param at counted from the moment the send was accepted, in TeleSign's time
 * @param channels those tried so far, in the order tried
 */
record Step(Duration at, List<ChannelStanding> channels, WholeStanding whole) {
    Step {
        channels = List.copyOf(channels);
    }
}
