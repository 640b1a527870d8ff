package omnirelay.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.UpdatedOn;
import org.jspecify.annotations.Nullable;

/**
 * Reports as a table of tests can hold them: {@code mms:3056#A1@5} is channel mms, whose reference is A1, at 3056 since
 * minute 5; {@code whole:3000/sms@7} is the message as a whole, of which sms was tried last. After {@code @} anything
 * but a number is a time that cannot be read.
 */
public final class Reports {
    private static final Pattern REPORT = Pattern.compile(
            "(?<channel>\\w+):(?<code>\\d+)(?:/(?<last>\\w+))?(?:#(?<reference>\\w+))?(?:@(?<time>\\S+))?");
    private static final Instant START = Instant.parse("2020-05-04T22:00:00Z");

    private Reports() {}

    /** Reports separated by blanks. */
    public static List<Report> all(String texts) {
        return Arrays.stream(texts.strip().split("\\s+", -1))
                .filter(text -> !text.isEmpty())
                .map(Reports::of)
                .toList();
    }

    public static Report of(String text) {
        Matcher part = REPORT.matcher(text);
        if (!part.matches()) {
            throw new IllegalArgumentException("not a report: " + text);
        }
        int code = Integer.parseInt(part.group("code"));
        return new Report(
                part.group("channel").equals("whole") ? Report.WHOLE : part.group("channel"),
                code,
                "code " + code,
                outcome(code),
                finality(code),
                orEmpty(part.group("reference")),
                updatedOn(part.group("time")),
                orEmpty(part.group("last")));
    }

    private static UpdatedOn updatedOn(@Nullable String time) {
        if (time == null) {
            return UpdatedOn.ABSENT;
        }
        boolean minutes = time.chars().allMatch(Character::isDigit);
        return new UpdatedOn(minutes ? START.plus(Duration.ofMinutes(Long.parseLong(time))) : null, time);
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static Outcome outcome(int code) {
        return switch (code) {
            case 3000 -> Outcome.DELIVERED;
            case 3001, 3002, 3040 -> Outcome.IN_PROGRESS;
            case 3004, 3039 -> Outcome.UNCONFIRMED;
            case 3005 -> Outcome.READ;
            case 3046, 3072 -> Outcome.BLOCKED;
            case 3101, 3200 -> Outcome.REJECTED;
            default -> Outcome.FAILED;
        };
    }

    private static Finality finality(int code) {
        return switch (code) {
            case 3000, 3003, 3005 -> Finality.FINAL;
            case 3001, 3002, 3056, 3101, 3200 -> Finality.INTERMEDIATE;
            default -> Finality.UNMARKED;
        };
    }
}
