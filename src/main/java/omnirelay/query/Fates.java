package omnirelay.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import omnirelay.message.MessageState;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.Status;
import omnirelay.query.StoredMessage.Arrived;

/** What became of a message on each channel that TeleSign has reported about, and of it as a whole. */
final class Fates {
    private final StoredMessage message;
    private final MessageState state;
    private final List<String> channels;

    Fates(StoredMessage message) {
        this.message = message;
        this.state = message.state();
        this.channels = state.channels().stream()
                .filter(name -> state.channel(name).isPresent())
                .toList();
    }

    /** Those that TeleSign has reported about, the planned ones first, in their order. */
    List<String> channels() {
        return channels;
    }

    Fate whole() {
        Status whole = state.whole();
        return Fate.of(whole, when(Report.WHOLE, arrived -> arrived.report().code() == whole.code()));
    }

    /** What was first known of a channel where a report after its end changed that, else what is shown of it. */
    Fate of(String channel) {
        return firstEnd(channel).orElseGet(() -> shown(channel));
    }

    /** What a channel did after it had given up. */
    Optional<Fate> afterAll(String channel) {
        return firstEnd(channel)
                .map(end -> shown(channel))
                .filter(fate -> fate.outcome().arrived());
    }

    /** Whether the message ended as none of its channels did. */
    boolean wholeDiffers() {
        Fate whole = whole();
        return !whole.open() && channels.stream().map(this::shown).noneMatch(whole::agreesWith);
    }

    /** More than one channel has its part in it, or another one than the first. */
    boolean isCascade() {
        List<String> planned = state.message().plan().names();
        boolean first = planned.isEmpty() || channels.stream().limit(1).allMatch(planned.get(0)::equals);
        return channels.size() > 1 || !first || silent().isPresent();
    }

    /** The channel whose turn it is, where TeleSign has not said so yet. */
    Optional<String> silent() {
        List<String> planned = state.message().plan().names();
        for (int i = planned.size() - 1; i > 0; i--) {
            boolean silent = state.channel(planned.get(i)).isEmpty();
            Optional<Status> before = state.channel(planned.get(i - 1));
            if (silent && before.isPresent()) {
                boolean over = before.get().outcome().negative();
                return over && state.whole().outcome() == Outcome.IN_PROGRESS
                        ? Optional.of(planned.get(i))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Fate> firstEnd(String channel) {
        boolean arrived = state.channel(channel).orElseThrow().outcome().arrived();
        return message.reports().stream()
                .filter(of(
                        channel,
                        any -> any.report().timeRanOut()
                                || (arrived && any.report().outcome().negative())))
                .findFirst()
                .map(end -> Fate.of(end.report(), message.when(end)));
    }

    private Fate shown(String channel) {
        Status shown = state.channel(channel).orElseThrow();
        return Fate.of(
                shown,
                when(
                        channel,
                        arrived -> arrived.report().code() == shown.code()
                                && arrived.report().updatedOn().equals(shown.updatedOn())));
    }

    private Instant when(String channel, Predicate<Arrived> report) {
        return message.reports().stream()
                .filter(of(channel, report))
                .map(message::when)
                .findFirst()
                .orElse(message.changedAt());
    }

    private static Predicate<Arrived> of(String channel, Predicate<Arrived> report) {
        return arrived -> arrived.report().channel().equals(channel) && report.test(arrived);
    }
}
