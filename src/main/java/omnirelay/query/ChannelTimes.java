package omnirelay.query;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import omnirelay.message.Channel;
import omnirelay.message.MessageState;
import omnirelay.message.Outcome;
import omnirelay.message.SendState;
import org.jspecify.annotations.Nullable;

/**
 * When each channel began, and until when TeleSign waits for it. TeleSign tells neither: a channel begins when the one
 * before it ends, and ends when its fallback time has run out or it has failed (TeleSign's OpenAPI document, channels).
 */
final class ChannelTimes {
    private static final Set<SendState> NOTHING_BEGAN =
            EnumSet.of(SendState.ACCEPTED, SendState.CANCELLED, SendState.REFUSED);

    private final double timeScale;

    /** @param timeScale how many times faster than TeleSign's the clock runs on which channels wait; 1 for TeleSign's own */
    ChannelTimes(double timeScale) {
        this.timeScale = timeScale;
    }

    /**
     * What is known of one channel.
     *
     * @param beganAt null where it has not begun or nobody knows
     * @param deadline when the next channel is tried; for a channel that has not begun, if all before it run out. Null
     *     for the last channel, and where nothing more can begin
     */
    record Times(@Nullable Instant beganAt, @Nullable Instant deadline) {
        static final Times UNKNOWN = new Times(null, null);
    }

    /** By the name of each planned channel. */
    Map<String, Times> of(StoredMessage message) {
        MessageState state = message.state();
        Map<String, Times> times = new LinkedHashMap<>();
        if (NOTHING_BEGAN.contains(state.send()) || message.beganAt() == null) {
            return times;
        }
        boolean open = state.whole().outcome() == Outcome.IN_PROGRESS || state.send() == SendState.UNKNOWN;
        List<Channel> channels = state.message().plan().channels();
        Instant handedOver = message.beganAt();
        Instant latest = message.beganAt();
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            boolean last = i == channels.size() - 1;
            boolean reported = state.channel(channel.name()).isPresent();
            Instant began = began(message, channel.name(), reported || open ? handedOver : null);
            Instant from = began != null ? began : open ? latest : null;
            Instant deadline = last || from == null ? null : from.plus(scaled(channel.fallbackTime()));
            times.put(channel.name(), new Times(began, deadline));
            handedOver = reported ? ended(message, channel.name()) : null;
            latest = handedOver != null ? handedOver : deadline;
        }
        return times;
    }

    private static @Nullable Instant began(StoredMessage message, String channel, @Nullable Instant handedOver) {
        return handedOver != null
                ? handedOver
                : message.reports().stream()
                        .filter(arrived -> arrived.report().channel().equals(channel))
                        .map(message::when)
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    private static @Nullable Instant ended(StoredMessage message, String channel) {
        return message.reports().stream()
                .filter(arrived -> arrived.report().channel().equals(channel))
                .filter(arrived -> arrived.report().outcome().negative())
                .map(message::when)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private Duration scaled(Duration planned) {
        return Duration.ofMillis(Math.round(planned.toMillis() / timeScale));
    }
}
