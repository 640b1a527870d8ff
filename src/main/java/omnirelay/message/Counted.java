package omnirelay.message;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a message counts for: a pure function of what is known of it, so a change moves exactly what it changed. */
public sealed interface Counted {

    /** By which all counts are told apart. */
    record Group(
            Instant hour,
            @Nullable String client,
            @Nullable String messageType,
            @Nullable String country,
            @Nullable String label) {
        private static Group of(Message message) {
            return new Group(
                    message.id().time().truncatedTo(ChronoUnit.HOURS),
                    message.client(),
                    message.messageType(),
                    message.country(),
                    message.label());
        }
    }

    /** One that shows this. */
    record Shown(Group group, SendState send, int code, Outcome outcome, boolean doubleDelivery) implements Counted {}

    /** One that shows this on a channel. */
    record ShownOnChannel(Group group, String channel, Outcome outcome) implements Counted {}

    /**
     * One that arrived on a channel.
     *
     * @param bucket how long after it was accepted, see {@link #bucket}
     */
    record ArrivedOnChannel(Group group, String channel, int bucket) implements Counted {}

    /** A message that turned out to be another one counts for nothing. */
    static Set<Counted> of(MessageState state) {
        Set<Counted> all = new HashSet<>();
        if (state.aliasOf() != null) {
            return all;
        }
        Group group = Group.of(state.message());
        Status whole = state.whole();
        all.add(new Shown(group, state.send(), whole.code(), whole.outcome(), state.doubleDelivery()));
        for (String channel : state.channels()) {
            state.channel(channel).ifPresent(shown -> all.add(new ShownOnChannel(group, channel, shown.outcome())));
            arrival(state, channel).ifPresent(after -> all.add(new ArrivedOnChannel(group, channel, bucket(after))));
        }
        return all;
    }

    /** By TeleSign's clock, to the first report that says so; empty where it gave no time. */
    private static Optional<Duration> arrival(MessageState state, String channel) {
        return state.reports().values().stream()
                .filter(report ->
                        report.channel().equals(channel) && report.outcome().arrived())
                .map(report -> report.updatedOn().instant())
                .filter(time -> time != null)
                .min(Comparator.naturalOrder())
                .map(time -> Duration.between(state.id().time(), time));
    }

    /** Four for each doubling: {@code n} where the time is at least 2^(n/4) ms and less than 2^((n+1)/4) ms. */
    static int bucket(Duration time) {
        double millis = Math.max(1, time.toMillis());
        return (int) Math.floor(4 * Math.log(millis) / Math.log(2) + 1e-9);
    }

    /** The time at which a bucket ends. */
    static Duration end(int bucket) {
        return Duration.ofNanos(Math.round(Math.pow(2, (bucket + 1) / 4.0) * 1e6));
    }

    /** A time in a bucket that is as far from its beginning as from its end, by their ratio. */
    static Duration middle(int bucket) {
        return Duration.ofNanos(Math.round(Math.pow(2, (bucket + 0.5) / 4.0) * 1e6));
    }
}
