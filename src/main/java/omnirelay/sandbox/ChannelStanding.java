package omnirelay.sandbox;

import java.time.Duration;

/**
 * How a channel stands. Times count from the moment the send was accepted, in TeleSign's time.
 *
 * @param begun when the channel's turn came
 * @param since when this code came
 * @param salt the part of the channel's reference that is no time
 */
record ChannelStanding(String channel, int code, Duration begun, Duration since, String salt) {
    ChannelStanding at(int next, Duration when) {
        return new ChannelStanding(channel, next, begun, when, salt);
    }
}
