package omnirelay.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins new reports into a message and tells each as an event, late where it does not become the shown status. */
final class Joining {
    private Joining() {}

    static MessageState join(Change.Builder change, MessageState before, List<Report> reports, Entry.Source source) {
        Map<Report.Identity, Report> news = new LinkedHashMap<>();
        reports.stream()
                .filter(report -> !before.knows(report))
                .forEach(report -> news.putIfAbsent(report.identity(), report));
        MessageState now = before;
        for (Report report : news.values()) {
            if (!report.aboutWhole()) {
                now = joinChannel(change, now, report, source);
            }
        }
        List<Report> whole = news.values().stream().filter(Report::aboutWhole).toList();
        return joinWhole(change, before, now, whole, source);
    }

    /** Whether a report about the whole is known to {@code now} but says something else than what is shown. */
    static boolean late(MessageState now, Report report) {
        Standing standing = Standing.ofWhole(report, now.message().plan());
        return !standing.saysTheSameAs(now.wholeStanding().orElseThrow());
    }

    private static MessageState joinChannel(
            Change.Builder change, MessageState before, Report report, Entry.Source source) {
        MessageState now = before.with(List.of(report));
        Status previous = before.channel(report.channel()).orElse(null);
        boolean late = !now.standing(report.channel()).orElseThrow().report().equals(report);
        boolean twice = now.doubleDelivery() && !before.doubleDelivery();
        change.report(now.id(), report, source, late);
        change.event(event(
                Event.Type.CHANNEL_STATUS,
                now,
                report.channel(),
                Status.of(Standing.ofChannel(report)),
                previous,
                late,
                twice,
                source));
        return now;
    }

    /** Where only a channel's word changed what is shown of the message, that is told as well. */
    private static MessageState joinWhole(
            Change.Builder change,
            MessageState before,
            MessageState channelsJoined,
            List<Report> reports,
            Entry.Source source) {
        MessageState now = channelsJoined.with(reports);
        Optional<Standing> shown = now.wholeStanding();
        boolean told = false;
        for (Report report : reports) {
            Standing standing = Standing.ofWhole(report, now.message().plan());
            boolean late = late(now, report);
            told |= !late;
            change.report(now.id(), report, source, late);
            change.event(wholeEvent(before, now, standing, late, source));
        }
        if (!told && shown.isPresent() && changed(before, shown.get())) {
            change.event(wholeEvent(before, now, shown.get(), false, source));
        }
        return now;
    }

    private static boolean changed(MessageState before, Standing shown) {
        return before.wholeStanding()
                .map(standing -> !standing.saysTheSameAs(shown))
                .orElse(true);
    }

    private static Event wholeEvent(
            MessageState before, MessageState now, Standing standing, boolean late, Entry.Source source) {
        return event(Event.Type.MESSAGE_STATUS, now, null, Status.of(standing), before.whole(), late, false, source);
    }

    private static Event event(
            Event.Type type,
            MessageState state,
            @Nullable String channel,
            Status status,
            @Nullable Status previous,
            boolean late,
            boolean twice,
            Entry.Source source) {
        return new Event(
                type,
                state.message(),
                state.referenceId(),
                channel,
                status,
                previous,
                late,
                twice,
                Reporting.details(source));
    }
}
