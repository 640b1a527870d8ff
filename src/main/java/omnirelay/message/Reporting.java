package omnirelay.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What TeleSign tells of a message, by whatever way, becomes part of it. */
final class Reporting {
    private Reporting() {}

    /** @param referenceId by which TeleSign told of it; null where it named none */
    static MessageState told(
            Known known,
            Change.Builder change,
            MessageState before,
            @Nullable String referenceId,
            List<Report> reports,
            Entry.Source source) {
        MessageState claimed = referenceId == null ? before : Binding.claim(known, change, before, referenceId);
        MessageState bound = Binding.claimChannels(known, change, claimed, reports);
        MessageState sent = bound.raisedTo(SendState.SENT);
        if (before.send() != SendState.SENT) {
            change.event(Event.step(Event.Type.SENT, sent, bound.whole(), details(source)));
        }
        return Joining.join(change, sent, reports, source);
    }

    /** How it reached the relay, where that was not by a callback. */
    static Map<String, Object> details(Entry.Source source) {
        return source == Entry.Source.LOOK_UP ? Map.of("looked_up", true) : Map.of();
    }
}
