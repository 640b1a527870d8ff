package omnirelay.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omnirelay.message.Entry.Accepted;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Entry.Answered;
import omnirelay.message.Entry.Cancelled;
import omnirelay.message.Entry.IdGiven;
import omnirelay.message.Entry.Requeued;
import omnirelay.message.Entry.Sending;
import omnirelay.message.Entry.Turn;
import omnirelay.message.Entry.TurnedAway;
import omnirelay.message.Known.KeyUse;
import omnirelay.message.MessageState.Refusal;
import org.jspecify.annotations.Nullable;

/** A command's way: accepted, sending, answered; or turned away, cancelled, or back to where it waits. */
final class CommandRules {
    private static final int INVALID = 400;
    private static final int UNAVAILABLE = 503;

    private CommandRules() {}

    static Change accepted(Known known, Accepted entry) {
        MessageId id = entry.message().id();
        Optional<MessageState> appliedBefore = known.message(id);
        if (appliedBefore.isPresent()) {
            return Change.none(appliedBefore(entry, appliedBefore.get()));
        }
        Optional<KeyUse> use = Optional.ofNullable(entry.key()).flatMap(known::key);
        return use.isPresent() ? usedAgain(known, entry.key(), use.get()) : begun(known, entry);
    }

    /** It may have been refused at once, and since the first time another node may have given the call up for lost. */
    private static Reply appliedBefore(Accepted entry, MessageState state) {
        boolean refusedAtOnce = state.send() == SendState.REFUSED && state.attempt() == 0;
        boolean callMayBegin = entry.turn() instanceof Turn.AtOnce ? state.send() == SendState.SENDING : !refusedAtOnce;
        return callMayBegin ? new Reply.Applied(state) : new Reply.Overtaken(state);
    }

    private static Change usedAgain(Known known, Entry.@Nullable CommandKey key, KeyUse first) {
        if (key == null || !first.bodyHash().equals(key.bodyHash())) {
            return Change.none(new Reply.KeyReused());
        }
        MessageState state = known.message(first.id()).orElseThrow();
        boolean inFlight = state.send().compareTo(SendState.SENDING) <= 0;
        return Change.none(inFlight ? new Reply.InFlight(state) : new Reply.Replayed(state));
    }

    private static Change begun(Known known, Accepted entry) {
        Change.Builder change = Change.builder();
        MessageState accepted = accept(change, entry.message(), entry.content(), entry.key());
        Optional<Wish> stop = StopRules.against(known, entry.message());
        if (stop.isPresent()) {
            MessageState refused = StopRules.refuse(change, accepted, stop.get());
            return change.message(refused).reply(appliedBefore(entry, refused));
        }
        if (entry.turn() instanceof Turn.AtOnce atOnce) {
            MessageState now = begin(change, accepted, 1, atOnce.node(), null);
            return change.message(now).reply(new Reply.Applied(now));
        }
        if (entry.turn() instanceof Turn.Deferred) {
            change.idGiven(accepted.id());
        }
        return change.queue(entry.message(), entry.turn()).message(accepted).reply(new Reply.Applied(accepted));
    }

    private static MessageState accept(
            Change.Builder change, Message message, Entry.Content content, Entry.@Nullable CommandKey key) {
        MessageState accepted = MessageState.accepted(message);
        change.content(accepted.id(), content);
        if (key != null) {
            change.key(key, accepted.id());
        }
        change.event(Event.step(Event.Type.ACCEPTED, accepted, null, Map.of()));
        return accepted;
    }

    /** Where it came before under its key it is what it was then: nobody is turned away for asking again. */
    static Change turnedAway(Known known, TurnedAway entry) {
        Optional<MessageState> appliedBefore = known.message(entry.message().id());
        if (appliedBefore.isPresent()) {
            return Change.none(new Reply.Applied(appliedBefore.get()));
        }
        Optional<KeyUse> use = Optional.ofNullable(entry.key()).flatMap(known::key);
        if (use.isPresent()) {
            return usedAgain(known, entry.key(), use.get());
        }
        Change.Builder change = Change.builder();
        Entry.CommandKey key = entry.retryable() ? null : entry.key();
        MessageState accepted = accept(change, entry.message(), entry.content(), key);
        MessageState now =
                accepted.refused(new Refusal(entry.status(), entry.httpStatus(), entry.retryable(), entry.reason()));
        change.event(Event.step(Event.Type.REFUSED, now, accepted.whole(), entry.details()));
        return change.message(now).reply(new Reply.Applied(now));
    }

    /** Only what certainly has not left can be taken back. */
    static Change cancelled(Known known, Cancelled entry) {
        MessageState state = known.message(entry.id()).orElseThrow();
        if (state.send() != SendState.ACCEPTED) {
            boolean already = state.send() == SendState.CANCELLED;
            return Change.none(already ? new Reply.Applied(state) : new Reply.Overtaken(state));
        }
        boolean expired = entry.reason() == Cancelled.Reason.EXPIRED;
        MessageState now = state.cancelled(new Refusal(entry.status(), expired ? UNAVAILABLE : INVALID, expired));
        Change.Builder change = Change.builder();
        Map<String, Object> details =
                Map.of("by", entry.by(), "reason", entry.reason().wire());
        change.event(Event.step(Event.Type.CANCELLED, now, state.whole(), details));
        if (expired) {
            change.freeKeyOf(now.id());
        }
        return change.message(now).reply(new Reply.Applied(now));
    }

    /**
     * A call may begin only while the command waits, or after the one before on the same node, and each has the number
     * that follows: so of two nodes that want to send the same command one is told to stop.
     */
    static Change sending(Known known, Sending entry) {
        MessageState state = known.message(entry.id()).orElseThrow();
        boolean own = entry.node().equals(state.node());
        if (state.send() == SendState.SENDING && own && state.attempt() == entry.attempt()) {
            return Change.none(new Reply.Applied(state));
        }
        boolean free = state.send() == SendState.ACCEPTED || (state.send() == SendState.SENDING && own);
        if (!free || state.attempt() != entry.attempt() - 1) {
            return Change.none(new Reply.Overtaken(state));
        }
        Change.Builder change = Change.builder();
        Optional<Wish> stop = StopRules.against(known, state.message());
        if (stop.isPresent()) {
            MessageState refused = StopRules.refuse(change, state, stop.get());
            return change.message(refused).reply(new Reply.Overtaken(refused));
        }
        MessageState now = begin(change, state, entry.attempt(), entry.node(), entry.after());
        return change.message(now).reply(new Reply.Applied(now));
    }

    private static MessageState begin(
            Change.Builder change, MessageState state, int attempt, String node, @Nullable Status after) {
        MessageState now = state.sending(attempt, node);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("attempt", attempt);
        if (after != null) {
            details.put("after_code", after.code());
        }
        change.event(Event.step(Event.Type.SENDING, now, state.whole(), details));
        return now;
    }

    /** Only while nothing else has been said of that call. */
    static Change requeued(Known known, Requeued entry) {
        MessageState state = known.message(entry.id()).orElseThrow();
        if (state.send() != SendState.SENDING || state.attempt() != entry.attempt()) {
            return Change.none(new Reply.Applied(state));
        }
        MessageState now = state.waiting();
        Change.Builder change = Change.builder();
        Map<String, Object> details =
                Map.of("attempt", entry.attempt(), "after_code", entry.refusal().code());
        change.event(Event.step(Event.Type.REQUEUED, now, state.whole(), details));
        return change.queueAgain(now, entry.turn(), entry.pause()).message(now).reply(new Reply.Applied(now));
    }

    /** That TeleSign took the message counts whichever call it answers; that it did not, only for the last call. */
    static Change answered(Known known, Answered entry) {
        MessageState state = known.message(entry.id()).orElseThrow();
        if (entry.answer() instanceof Answer.Sent sent) {
            return sent(known, state, sent);
        }
        int lastSettled = state.send() == SendState.ACCEPTED ? state.attempt() : state.attempt() - 1;
        if (entry.attempt() <= lastSettled) {
            return Change.none(new Reply.Applied(state));
        }
        return entry.answer() instanceof Answer.Refused refused
                ? refused(state, refused)
                : lost(state, (Answer.Lost) entry.answer());
    }

    private static Change sent(Known known, MessageState state, Answer.Sent sent) {
        Change.Builder change = Change.builder();
        MessageState bound = Binding.claim(known, change, state, sent.referenceId());
        Report answer = reportOf(sent.status());
        MessageState now = state.send() == SendState.SENT
                ? Joining.join(change, bound, List.of(answer), Entry.Source.ANSWER)
                : taken(change, bound, answer);
        return change.message(state, now).reply(new Reply.Applied(now));
    }

    /** The event that tells of the answer tells of its report as well. */
    private static MessageState taken(Change.Builder change, MessageState bound, Report answer) {
        MessageState now = bound.with(List.of(answer)).raisedTo(SendState.SENT);
        if (!bound.knows(answer)) {
            change.report(now.id(), answer, Entry.Source.ANSWER, Joining.late(now, answer));
        }
        change.event(Event.step(Event.Type.SENT, now, bound.whole(), Map.of()));
        return now;
    }

    private static Report reportOf(Status status) {
        return new Report(
                Report.WHOLE,
                status.code(),
                status.description(),
                status.outcome(),
                status.finality(),
                "",
                status.updatedOn(),
                "");
    }

    private static Change refused(MessageState state, Answer.Refused refused) {
        if (state.send().compareTo(SendState.REFUSED) >= 0) {
            return Change.none(new Reply.Applied(state));
        }
        Change.Builder change = Change.builder();
        MessageState now = state.refused(new Refusal(refused.status(), refused.httpStatus(), refused.retryable()));
        change.event(Event.step(Event.Type.REFUSED, now, state.whole(), Map.of()));
        if (refused.mayBeAskedAgain()) {
            change.freeKeyOf(now.id());
        }
        return change.message(now).reply(new Reply.Applied(now));
    }

    private static Change lost(MessageState state, Answer.Lost lost) {
        if (state.send().compareTo(SendState.UNKNOWN) >= 0) {
            return Change.none(new Reply.Applied(state));
        }
        Change.Builder change = Change.builder();
        MessageState now = state.raisedTo(SendState.UNKNOWN);
        change.event(Event.step(Event.Type.UNKNOWN, now, state.whole(), Map.of("reason", lost.reason())));
        change.idGiven(now.id());
        return change.message(now).reply(new Reply.Applied(now));
    }

    static Change idGiven(Known known, IdGiven entry) {
        MessageState state = known.message(entry.id()).orElseThrow();
        return Change.builder().idGiven(state.id()).reply(new Reply.Applied(state));
    }
}
