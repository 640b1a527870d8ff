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
            return state.referenceId() == null ? state.referencedAs(referenceId, false) : state;
        }
        if (holder.get().id().equals(state.id())) {
            return state.referenceId() == null ? state.referencedAs(referenceId, false) : state;
        }
        if (holder.get().message().sentHere() || !state.message().sentHere()) {
            return state.referenceId() == null ? state.referencedAs(referenceId, true) : state;
        }
        return bind(change, holder.get(), state, referenceId);
    }

    private static MessageState bind(Change.Builder change, MessageState from, MessageState to, String referenceId) {
        MessageState now = to.with(from.reports().values())
                .referencedAs(to.referenceId() == null ? referenceId : to.referenceId(), to.referenceTaken())
                .raisedTo(SendState.SENT);
        change.message(from.foundToBe(now.id()));
        change.move(from.id(), now.id());
        change.event(Event.step(
                Event.Type.BOUND, now, to.whole(), Map.of("bound_id", from.id().toString())));
        return now;
    }

    /** Channels have references too, and later callbacks may name nothing else. */
    static void claimChannels(Known known, Change.Builder change, MessageState state, List<Report> reports) {
        reports.stream()
                .filter(report -> !report.aboutWhole() && !report.referenceId().isEmpty())
                .filter(report -> known.reference(report.referenceId()).isEmpty())
                .forEach(report -> change.reference(report.referenceId(), state.id(), report.channel()));
    }
}
