package omnirelay.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import omnirelay.message.Change.Verdict;
import omnirelay.message.Entry.Replied;
import omnirelay.message.Entry.Reported;
import org.jspecify.annotations.Nullable;

/** A callback's way. The same body again changes nothing. */
final class CallbackRules {
    private CallbackRules() {}

    static Change reported(Known known, Reported entry) {
        Inbound inbound = entry.inbound();
        if (known.kept(inbound.body().hash())) {
            return Change.none(new Reply.Kept(true));
        }
        Change.Builder change = Change.builder();
        MessageState before =
                Binding.find(known, entry.subject(), entry.reports()).orElseGet(() -> unheardOf(entry));
        MessageState now = Reporting.told(
                known, change, before, entry.subject().referenceId(), entry.reports(), Entry.Source.CALLBACK);
        if (before.inquiry().looks() > 0) {
            entry.reports().stream().filter(before::knows).forEach(report -> change.calledBack(now.id(), report));
        }
        change.message(now);
        change.keep(inbound, Verdict.STATUS, "", now.id());
        return change.reply(new Reply.Kept(false));
    }

    private static MessageState unheardOf(Reported entry) {
        return MessageState.notSentHere(
                Message.notSentHere(entry.inbound().id(), entry.subject().externalId()), null);
    }

    static Change replied(Known known, Replied entry) {
        if (known.kept(entry.inbound().body().hash())) {
            return Change.none(new Reply.Kept(true));
        }
        Optional<MessageState> message = answered(known, entry);
        Change.Builder change = Change.builder();
        message.ifPresent(state -> change.message(state).event(reply(state, entry)));
        StopRules.heed(known, change, entry, message.orElse(null));
        change.keep(
                entry.inbound(),
                Verdict.REPLY,
                entry.channel(),
                message.map(MessageState::id).orElse(null));
        return change.reply(new Reply.Kept(false));
    }

    private static Optional<MessageState> answered(Known known, Replied entry) {
        return Optional.ofNullable(entry.originalReferenceId())
                .flatMap(known::reference)
                .or(() ->
                        Optional.ofNullable(entry.numberHash()).flatMap(hash -> known.latestTo(hash, entry.channel())))
                .flatMap(known::message);
    }

    private static Event reply(MessageState state, Replied entry) {
        Map<String, Object> details = new LinkedHashMap<>();
        @Nullable String action = entry.action();
        if (action != null) {
            details.put("action", action);
        }
        return new Event(
                Event.Type.REPLY,
                state.message(),
                state.referenceId(),
                entry.channel(),
                null,
                null,
                false,
                false,
                details);
    }

    static Change kept(Known known, Inbound inbound, Verdict verdict, String detail) {
        if (known.kept(inbound.body().hash())) {
            return Change.none(new Reply.Kept(true));
        }
        return Change.builder().keep(inbound, verdict, detail, null).reply(new Reply.Kept(false));
    }
}
