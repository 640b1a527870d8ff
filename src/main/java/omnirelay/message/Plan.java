package omnirelay.message;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The channels to try, in order. For a message that the relay did not send nobody knows them.
 *
 * @param known whether the relay sent the message, and so knows its channels
 */
public record Plan(List<Channel> channels, boolean known) {
    public static final Plan UNKNOWN = new Plan(List.of(), false);

    public Plan {
        channels = List.copyOf(channels);
    }

    public static Plan of(List<Channel> channels) {
        return new Plan(channels, true);
    }

    /** Of the channels' names and, in the same order, how many seconds each has before the next is tried. */
    public static Plan of(List<String> names, List<Integer> fallbackSeconds) {
        return of(IntStream.range(0, names.size())
                .mapToObj(i -> new Channel(names.get(i), Duration.ofSeconds(fallbackSeconds.get(i))))
                .toList());
    }

    public List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    public List<Long> fallbackSeconds() {
        return channels.stream()
                .map(channel -> channel.fallbackTime().toSeconds())
                .toList();
    }

    /**
     * Whether a negative status of the message as a whole is its end. TeleSign marks some codes final; of the others
     * one is the end where no channel is left to try. Where the plan is unknown only the mark can tell.
     */
    boolean settledBy(Report report) {
        if (report.finality() == Finality.FINAL) {
            return true;
        }
        if (!known) {
            return report.finality() != Finality.INTERMEDIATE;
        }
        return !channels.isEmpty() && channels.get(channels.size() - 1).name().equals(report.lastChannel());
    }
}
