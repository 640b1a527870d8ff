package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last digits of a number, and the time that is meant with them. */
class EndingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** A Monday; summer time ended on 25 October. */
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-23T10:00");

    @ParameterizedTest
    @CsvSource(textBlock = """
            5309,                     ,                 ,
            …5309,                    ,                 ,
            ...5309,                  ,                 ,
            '•••5309',                ,                 ,
            '*** 5309',               ,                 ,
            5309 today,               2026-11-23T00:00, 2026-11-24T00:00
            5309 YESTERDAY,           2026-11-22T00:00, 2026-11-23T00:00
            5309 2026-10-25,          2026-10-25T00:00, 2026-10-26T00:00
            5309 9:30,                2026-11-23T09:25, 2026-11-23T09:36
            5309 10:04,               2026-11-23T09:59, 2026-11-23T10:10
            5309 10:06,               2026-11-22T10:01, 2026-11-22T10:12
            5309 23:58,               2026-11-22T23:53, 2026-11-23T00:04
            5309 today 23:58,         2026-11-23T23:53, 2026-11-24T00:04
            5309 yesterday 0:00,      2026-11-21T23:55, 2026-11-22T00:06
            5309  2026-03-01   14:05, 2026-03-01T14:00, 2026-03-01T14:11
            """)
    void aTimeMeansTheMinutesAroundIt(String text, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        Ending ending = read(text).orElseThrow();

        assertThat(ending.digits()).isEqualTo("5309");
        assertThat(ending.from()).isEqualTo(instant(from));
        assertThat(ending.to()).isEqualTo(instant(to));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "530",
                "53090",
                "5309 25:00",
                "5309 2026-02-30",
                "5309 2026-13-01 10:00",
                "5309 tomorrow",
                "5309 10",
                "5309 at 10:00",
                "order 5309",
                "5309 10:00 10:00",
                "٥٣٠٩",
                "5309x",
                "",
                " "
            })
    void whatSaysSomethingElseIsNone(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void aDayLastsAsLongAsItsZoneSays() {
        Ending autumn = read("5309 2026-10-25").orElseThrow();

        assertThat(autumn.from()).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
        assertThat(autumn.to()).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Test
    void masksThatLeftFewerDigitsMayHideItToo() {
        assertThat(read("5309").orElseThrow().masked()).containsExactly("••09", "•309", "5309");
    }

    private static Optional<Ending> read(String text) {
        return Ending.read(text, NOW.atZone(BERLIN).toInstant(), BERLIN);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime time) {
        return time == null ? null : time.atZone(BERLIN).toInstant();
    }
}
