package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import omnirelay.support.Entries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookUpTimesTest {
    private static final Instant HEARD = Instant.parse("2026-11-22T08:00:00Z");

    private final Journal journal = new Journal();
    private final LookUpTimes times = new LookUpTimes(1);
    private final MessageId id = Entries.newId();

    /** By mms with 30 s, then sms. */
    @BeforeEach
    void aMessageThatIsCalled() {
        journal.apply(Entries.begun(id));
    }

    /** What TeleSign told so far, how many looks found nothing, and how long it may now be silent. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                    | 0 | PT5M30S
            mms:3002                             | 0 | PT5M30S
            mms:3056                             | 0 | PT5M
            mms:3072 whole:3072/mms              | 0 | PT5M
            mms:3056 sms:3002                    | 0 | PT5M
            sms:3002                             | 0 | PT5M30S
            -                                    | 1 | PT11M
            -                                    | 2 | PT22M
            mms:3056                             | 3 | PT40M
            -                                    | 5 | PT2H
            -                                    | 999 | PT2H
            mms:3000                             | 0 | -
            mms:3056 sms:3003 whole:3003/sms     | 0 | -
            mms:3056 sms:3004 whole:3004/sms     | 0 | -
            """)
    void isAskedAboutWhenItsChannelsShouldHaveToldMore(
            @Nullable String reports, int looks, @Nullable Duration silence) {
        journal.apply(Entries.sent(id, 1, "R1"));
        if (reports != null) {
            journal.apply(Entries.callback(Entries.ours(id), reports));
        }
        if (looks > 0) {
            journal.apply(Entries.lookUp(id, looks, "whole:3001"));
        }

        assertThat(next()).isEqualTo(silence == null ? null : HEARD.plus(silence));
    }

    /** The channels in order, each but the last with 60 s before the next is tried; and what TeleSign told so far. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sms            | sms:3002      | PT5M
            mms            | mms:3002      | PT5M
            rcs            | rcs:3002      | PT5M
            whatsapp       | whatsapp:3002 | PT5M
            viber          | viber:3002    | PT5M
            email          | email:3002    | PT10M
            pigeon         | pigeon:3002   | PT5M
            email sms      | email:3002    | PT6M
            sms email      | sms:3002      | PT11M
            sms email      | sms:3056      | PT10M
            rcs viber mms  | rcs:3056      | PT6M
            """)
    void givesEachChannelItsUsualTime(String channels, String reports, Duration silence) {
        List<String> names = List.of(channels.split(" ", -1));
        Plan plan = Plan.of(names, Collections.nCopies(names.size(), 60));
        MessageId planned = Entries.newId();
        journal.having(
                new Entry.Accepted(
                        Entries.message(planned, plan), Entries.content(), null, new Entry.Turn.AtOnce(Entries.NODE)),
                Entries.sent(planned, 1, "R2"),
                Entries.callback(Entries.ours(planned), reports));

        assertThat(times.next(journal.state(planned), HEARD)).isEqualTo(HEARD.plus(silence));
    }

    @Test
    void goesByTheClockOnWhichChannelsWait() {
        journal.apply(Entries.sent(id, 1, "R1"));

        assertThat(new LookUpTimes(60).next(journal.state(id), HEARD)).isEqualTo(HEARD.plusMillis(5_500));
    }

    @Test
    void whatWasNeverTakenIsNotAskedAbout() {
        assertThat(next()).isNull();
        journal.apply(Entries.lost(id, 1));
        assertThat(next()).isNull();
        journal.apply(Entries.refused(id, 1));
        assertThat(next()).isNull();
    }

    @Test
    void aSecondSendUnderAReferenceIsNotAskedAbout() {
        MessageId second = Entries.newId();
        journal.having(Entries.sent(id, 1, "R1"), Entries.begun(second), Entries.sent(second, 1, "R1"));

        assertThat(times.next(journal.state(second), HEARD)).isNull();
        assertThat(next()).isNotNull();
    }

    @Test
    void whatTheRelayDidNotSendIsAskedAboutToo() {
        Entry.Reported stray = Entries.callback(Entries.referenced("R9"), "sms:3002");
        journal.apply(stray);

        assertThat(times.next(journal.state(Entries.arrival(stray)), HEARD))
                .isEqualTo(HEARD.plus(Duration.ofMinutes(5)));
    }

    @Test
    void whatTurnedOutToBeAnotherIsNotAskedAbout() {
        Entry.Reported stray = Entries.callback(Entries.referenced("R1"), "mms:3002");
        journal.having(stray, Entries.sent(id, 1, "R1"));

        assertThat(times.next(journal.row(Entries.arrival(stray)), HEARD)).isNull();
    }

    @Test
    void whatIsStaleIsNotAskedAbout() {
        journal.having(Entries.sent(id, 1, "R1"), new Entry.Stale(id));

        assertThat(next()).isNull();
    }

    private @Nullable Instant next() {
        return times.next(journal.state(id), HEARD);
    }
}
