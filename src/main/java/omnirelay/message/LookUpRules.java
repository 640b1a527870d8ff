package omnirelay.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omnirelay.message.Entry.LookedUp;
import omnirelay.message.Entry.Stale;

/** A look-up's way. The same look again changes nothing. */
final class LookUpRules {
    private LookUpRules() {}

    static Change lookedUp(Known known, LookedUp entry) {
        Optional<MessageState> found =
                known.message(entry.id()).or(() -> Binding.find(known, entry.subject(), entry.reports()));
        MessageState before = found.orElseGet(() -> unheardOf(entry));
        List<Report> brought = brought(before, entry.reports());
        Change.Builder change = Change.builder();
        MessageState told = Reporting.told(
                known, change, before, entry.subject().referenceId(), entry.reports(), Entry.Source.LOOK_UP);
        MessageState now = told.inquired(told.inquiry().withLook(entry.look()));
        if (found.isEmpty() || !now.equals(before)) {
            change.message(now);
        }
        return change.reply(new Reply.LookedUp(now, brought));
    }

    private static MessageState unheardOf(LookedUp entry) {
        return MessageState.notSentHere(
                Message.notSentHere(entry.id(), entry.subject().externalId()), null);
    }

    /** What a callback should have told: how a channel ended. That it is on its way TeleSign need not tell. */
    private static List<Report> brought(MessageState before, List<Report> reports) {
        Map<Report.Identity, Report> news = new LinkedHashMap<>();
        reports.stream()
                .filter(report -> !report.aboutWhole() && report.outcome() != Outcome.IN_PROGRESS)
                .filter(report -> !before.knows(report))
                .forEach(report -> news.putIfAbsent(report.identity(), report));
        return List.copyOf(news.values());
    }

    /** A mark beside the status: what TeleSign said last stays what is shown. */
    static Change stale(Known known, Stale entry) {
        MessageState before = known.message(entry.id()).orElseThrow();
        if (before.inquiry().over() || !before.awaitsStatus()) {
            return Change.none(new Reply.Applied(before));
        }
        MessageState now = before.inquired(before.inquiry().ended());
        Event event = Event.step(
                Event.Type.STALE,
                now,
                before.whole(),
                Map.of("looks", now.inquiry().looks()));
        return Change.builder().message(now).event(event).reply(new Reply.Applied(now));
    }
}
