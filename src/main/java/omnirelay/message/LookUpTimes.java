package omnirelay.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a message of which TeleSign should have told more by now is asked about. Counted from the last that was heard of
 * it, so that a message of which TeleSign tells is never asked about.
 */
public final class LookUpTimes {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);
    private static final int MOST_DOUBLINGS = 10;

    private final double timeScale;

    /** @param timeScale how many times faster than TeleSign's the clock runs on which channels wait; 1 for TeleSign's own */
    public LookUpTimes(double timeScale) {
        this.timeScale = timeScale;
    }

    /** Null where there is nothing to ask, or no way to. */
    public @Nullable Instant next(MessageState state, Instant lastHeard) {
        boolean asked = state.referenceId() != null && !state.referenceTaken();
        return asked && state.awaitsStatus() && !state.stale() ? lastHeard.plus(pause(state)) : null;
    }

    /** Twice as long after each look: what was not settled then is not likely to be so soon. */
    private Duration pause(MessageState state) {
        Duration first = untilNews(state);
        Duration longest = first.compareTo(LONGEST_PAUSE) > 0 ? first : LONGEST_PAUSE;
        Duration pause = first.multipliedBy(1L << Math.min(state.inquiry().looks(), MOST_DOUBLINGS));
        return scaled(pause.compareTo(longest) > 0 ? longest : pause);
    }

    /** The channel whose turn it is may take its fallback time, and then the next one has to tell something as well. */
    private static Duration untilNews(MessageState state) {
        List<Channel> channels = state.message().plan().channels();
        for (int i = 0; i < channels.size() - 1; i++) {
            if (!ended(state, channels.get(i))) {
                return channels.get(i)
                        .fallbackTime()
                        .plus(UsualTime.of(channels.get(i + 1).name()));
            }
        }
        return UsualTime.of(
                channels.isEmpty() ? "" : channels.get(channels.size() - 1).name());
    }

    private static boolean ended(MessageState state, Channel channel) {
        return state.channel(channel.name())
                .map(shown -> shown.outcome().negative())
                .orElse(false);
    }

    private Duration scaled(Duration duration) {
        return Duration.ofMillis(Math.round(duration.toMillis() / timeScale));
    }
}
