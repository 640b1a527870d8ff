package omnirelay.telesign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import omnirelay.message.Entry.Subject;
import omnirelay.message.MessageId;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.UpdatedOn;

/**
 * Reads the status of a message as callbacks and look-ups write it: the whole, and a list that holds every channel tried
 * so far. What can be read of it counts; an entry that is no status is passed over, for the body is kept anyway.
 */
final class StatusReader {
    /** An index over these texts refuses more than a few kilobytes; TeleSign's own stay below 100 characters. */
    private static final int LONGEST_NAME = 256;

    private static final int READ_ONLY_IN_MESSAGING = 201;

    private final CodeCatalogue codes;

    StatusReader(CodeCatalogue codes) {
        this.codes = codes;
    }

    Callback read(JsonValue.Members body) {
        List<Report> reports = new ArrayList<>(channels(body));
        String lastTried =
                reports.isEmpty() ? "" : reports.get(reports.size() - 1).channel();
        body.members("status").flatMap(status -> whole(status, lastTried)).ifPresent(reports::add);
        if (reports.isEmpty()) {
            return new Callback.NotUnderstood("It is about a message but holds no status code.");
        }
        Subject subject = subject(body);
        if (names(subject, reports).findAny().isEmpty()) {
            return new Callback.NotUnderstood("It holds a status but does not say of which message.");
        }
        if (identifying(subject, reports).anyMatch(text -> text.length() > LONGEST_NAME)) {
            return new Callback.NotUnderstood("One of its ids, channels or times is longer than 256 characters.");
        }
        return new Callback.Reported(subject, reports);
    }

    private List<Report> channels(JsonValue.Members body) {
        return body.get("channel_status").stream()
                .flatMap(list ->
                        list instanceof JsonValue.Elements elements ? elements.values().stream() : Stream.of(list))
                .filter(JsonValue.Members.class::isInstance)
                .flatMap(entry -> ((JsonValue.Members) entry).byName().entrySet().stream())
                .flatMap(member -> channel(name(member.getKey()), member.getValue()).stream())
                .toList();
    }

    private Optional<Report> channel(String channel, JsonValue value) {
        if (channel.isEmpty() || !(value instanceof JsonValue.Members status)) {
            return Optional.empty();
        }
        return status.wholeNumber("code").map(code -> {
            StatusCode meaning = codes.reported(code);
            String referenceId = status.text("reference_id").orElse("");
            return report(channel, status, meaning, channel, referenceId, "");
        });
    }

    private Optional<Report> whole(JsonValue.Members status, String lastTried) {
        String last = status.text("last_channel").map(StatusReader::name).orElse(lastTried);
        return status.wholeNumber("code").map(code -> {
            boolean another = code == READ_ONLY_IN_MESSAGING && lastTried.isEmpty();
            StatusCode meaning = another ? UnlistedCode.of(code) : codes.reported(code);
            return report(Report.WHOLE, status, meaning, last, "", last);
        });
    }

    private static Report report(
            String channel,
            JsonValue.Members status,
            StatusCode meaning,
            String decidingChannel,
            String referenceId,
            String lastChannel) {
        return new Report(
                channel,
                meaning.code(),
                status.text("description").orElse(meaning.text()),
                Objects.requireNonNullElse(meaning.outcome(), Outcome.IN_PROGRESS),
                meaning.finalityOn(decidingChannel),
                referenceId,
                status.text("updated_on").map(TelesignTime::read).orElse(UpdatedOn.ABSENT),
                lastChannel);
    }

    /** TeleSign's example writes the text "null" where the send had no {@code external_id}. */
    private static Subject subject(JsonValue.Members body) {
        String externalId = body.text("external_id")
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .orElse(null);
        String referenceId =
                body.text("reference_id").filter(text -> !text.isEmpty()).orElse(null);
        MessageId ours = Optional.ofNullable(externalId)
                .flatMap(ExternalId::read)
                .map(ExternalId::id)
                .orElse(null);
        return new Subject(ours, externalId, referenceId);
    }

    private static Stream<String> names(Subject subject, List<Report> reports) {
        return Stream.of(
                        Stream.ofNullable(subject.externalId()),
                        Stream.ofNullable(subject.referenceId()),
                        reports.stream().map(Report::referenceId).filter(id -> !id.isEmpty()))
                .flatMap(Function.identity());
    }

    private static Stream<String> identifying(Subject subject, List<Report> reports) {
        Stream<String> ofReports = reports.stream()
                .flatMap(report -> Stream.of(
                        report.channel(),
                        report.lastChannel(),
                        report.updatedOn().text()));
        return Stream.concat(names(subject, reports), ofReports);
    }

    private static String name(String channel) {
        return channel.strip().toLowerCase(Locale.ROOT);
    }
}
