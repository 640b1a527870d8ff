package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import omnirelay.support.Entries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events reports become. How a report is written: {@link omnirelay.support.Reports}. */
class JoiningTest {
    private final Journal journal = new Journal();
    private final MessageId id = Entries.newId();

    @BeforeEach
    void aMessageThatWasSent() {
        journal.having(Entries.begun(id), Entries.sent(id, 1, "R1"));
        journal.events().clear();
    }

    /** Callbacks are separated by semicolons; an event is written as what it tells, what was shown before, and marks. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a channel, then the whole         | mms:3056@5 whole:3056/mms@5            | mms:3056, whole:3056<3001
            a list that grows tells its news  | mms:3056@5 whole:3056/mms@5; mms:3056@5 sms:3000@7 whole:3000/sms@7 | mms:3056, whole:3056<3001, sms:3000, whole:3000<3056
            a late report does not hide       | sms:3000@7 whole:3000/sms@7; sms:3002@6 whole:3002/sms@6 | sms:3000, whole:3000<3001, sms:3002<3000 late, whole:3002<3000 late
            failed after delivered is late    | sms:3000@7; sms:3003@8                 | sms:3000, whole:3000<3001, sms:3003<3000 late
            a channel's word is told once     | sms:3000@7 whole:3000/sms@7            | sms:3000, whole:3000<3001
            the whole's later word is told    | sms:3000@7; whole:3000/sms@8           | sms:3000, whole:3000<3001, whole:3000<3000
            the whole's earlier word is late  | sms:3000@7; whole:3000/sms@6           | sms:3000, whole:3000<3001, whole:3000<3000 late
            read after delivered              | sms:3000@7; sms:3005@8                 | sms:3000, whole:3000<3001, sms:3005<3000, whole:3005<3000
            the second delivery is marked     | sms:3000@7; mms:3000@9; mms:3005@9     | sms:3000, whole:3000<3001, mms:3000 twice, whole:3000<3000, mms:3005<3000, whole:3005<3000
            of one list the second is marked  | mms:3000@9 sms:3000@7                  | mms:3000, sms:3000 twice, whole:3000<3001
            the same twice in one list        | sms:3002@7 sms:3002@7 whole:3002/sms@7 whole:3002/sms@7 | sms:3002, whole:3002<3001
            one time in two spellings         | sms:3002@7; sms:3002@07                | sms:3002
            """)
    void reportsBecomeEvents(String what, String callbacks, String told) {
        for (String reports : callbacks.split(";", -1)) {
            journal.apply(Entries.callback(Entries.ours(id), reports));
        }

        assertThat(String.join(
                        ", ", journal.events().stream().map(JoiningTest::told).toList()))
                .isEqualTo(told);
    }

    @Test
    void aReportIsKeptWithItsEventsVerdict() {
        journal.apply(Entries.callback(Entries.ours(id), "sms:3000@7"));

        Change change = journal.apply(Entries.callback(Entries.ours(id), "sms:3002@6 mms:3001@1"));

        assertThat(change.reports()).extracting(Change.NewReport::late).containsExactly(true, false);
    }

    @Test
    void theEventOfAnEarlyAnswerShowsWhatIsKnownByThen() {
        MessageId early = Entries.newId();
        journal.having(
                Entries.begun(early),
                Entries.callback(Entries.referenced("R2"), "sms:3000@7 whole:3000/sms@7"),
                Entries.sent(early, 1, "R2"));

        List<Event> ofEarly = journal.events().stream()
                .filter(event -> event.message().id().equals(early))
                .toList();
        assertThat(ofEarly)
                .extracting(JoiningTest::told)
                .containsExactly(
                        "whole:3001 accepted",
                        "whole:3001<3001 sending",
                        "whole:3000<3001 bound",
                        "whole:3000<3000 sent");
    }

    private static String told(Event event) {
        String channel = event.channel();
        Status status = event.status();
        Status previous = event.previous();
        return (channel == null ? "whole" : channel)
                + ":" + (status == null ? "" : status.code())
                + (previous == null ? "" : "<" + previous.code())
                + (event.late() ? " late" : "")
                + (event.doubleDelivery() ? " twice" : "")
                + (event.type().wire().endsWith("_status")
                        ? ""
                        : " " + event.type().wire());
    }
}
