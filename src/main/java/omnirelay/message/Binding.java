package omnirelay.message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which message a reference of TeleSign's belongs to. */
final class Binding {
    private Binding() {}

    /**
     * The message that a report is about: by our own id if TeleSign sent it back, else by the message's reference,
     * else by a channel's.
     */
    static Optional<MessageState> find(Known known, Entry.Subject subject, List<Report> reports) {
        return Optional.ofNullable(subject.ours())
                .flatMap(known::message)
                .or(() -> Optional.ofNullable(subject.referenceId()).flatMap(id -> referenced(known, id)))
                .or(() -> reports.stream()
                        .map(Report::referenceId)
                        .filter(id -> !id.isEmpty())
                        .map(id -> referenced(known, id))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private static Optional<MessageState> referenced(Known known, String referenceId) {
        return known.reference(referenceId).flatMap(known::message);
    }

    /**
     * A reference belongs to the first send that got it. Where it was kept with a message the relay thought it had
     * not sent, that message turns out to be this one, and its reports move here.
     */
    static MessageState claim(Known known, Change.Builder change, MessageState state, String referenceId) {
        Optional<MessageState> holder = referenced(known, referenceId);
        if (holder.isEmpty()) {
            change.reference(referenceId, state.id(), Report.WHOLE);
            return named(state, referenceId, false);
        }
        if (holder.get().id().equals(state.id())) {
            return named(state, referenceId, false);
        }
        return mayBe(holder.get(), state)
                ? bind(change, holder.get(), named(state, referenceId, false))
                : named(state, referenceId, true);
    }

    private static MessageState named(MessageState state, String referenceId, boolean taken) {
        return state.referenceId() == null ? state.referencedAs(referenceId, taken) : state;
    }

    private static boolean mayBe(MessageState holder, MessageState state) {
        return state.message().sentHere() && !holder.message().sentHere();
    }

    /**
     * Channels have references too, and later callbacks may name nothing else. Where one came before any that named
     * the message, what it told was kept with a message of its own: that is this one.
     */
    static MessageState claimChannels(Known known, Change.Builder change, MessageState state, List<Report> reports) {
        MessageState now = state;
        for (Report report : reports) {
            if (!report.aboutWhole() && !report.referenceId().isEmpty()) {
                now = claimChannel(known, change, now, report);
            }
        }
        return now;
    }

    private static MessageState claimChannel(Known known, Change.Builder change, MessageState state, Report report) {
        Optional<MessageState> holder = referenced(known, report.referenceId());
        if (holder.isEmpty()) {
            change.reference(report.referenceId(), state.id(), report.channel());
            return state;
        }
        boolean nameless =
                holder.get().referenceId() == null && !change.moves(holder.get().id());
        return nameless && mayBe(holder.get(), state) ? bind(change, holder.get(), state) : state;
    }

    private static MessageState bind(Change.Builder change, MessageState from, MessageState to) {
        MessageState now = to.with(from.reports().values()).raisedTo(SendState.SENT);
        change.message(from.foundToBe(now.id()));
        change.move(from.id(), now.id());
        change.event(bound(from, to, now));
        return now;
    }

    private static Event bound(MessageState from, MessageState to, MessageState now) {
        boolean twice = now.doubleDelivery() && !to.doubleDelivery();
        Map<String, Object> details = Map.of("bound_id", from.id().toString());
        return new Event(
                Event.Type.BOUND,
                now.message(),
                now.referenceId(),
                null,
                now.whole(),
                to.whole(),
                false,
                twice,
                details);
    }
}
