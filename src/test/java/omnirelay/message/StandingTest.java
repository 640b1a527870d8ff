package omnirelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omnirelay.support.Entries;
import omnirelay.support.Reports;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown after a cascade, whichever end it is read from. How a report is written: {@link Reports}. */
class StandingTest {
    private static final MessageState SENT_HERE =
            MessageState.accepted(Entries.message(Entries.newId())).raisedTo(SendState.SENT);
    private static final MessageState NOT_SENT_HERE =
            MessageState.notSentHere(Message.notSentHere(Entries.newId(), null), null);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing reported yet                  |                                           | whole:3001 in_progress
            gateway says more than accepted       | mms:3002@1 mms:3001@2                     | mms:3002 in_progress, whole:3001 in_progress
            queued by the gateway says more too   | mms:3040 mms:3001@2                       | mms:3040 in_progress, whole:3001 in_progress
            the later step of progress            | mms:3002@1 mms:3040@2                     | mms:3040 in_progress, whole:3001 in_progress
            its time ran out                      | mms:3001@0 mms:3056@5                     | mms:3056 failed, whole:3001 in_progress
            delivered, stamped before the 3056    | mms:3001@0 mms:3056@5 mms:3000@4          | mms:3000 delivered, whole:3000 delivered
            delivered, stamped at the 3056        | mms:3001@0 mms:3056@5 mms:3000@5          | mms:3000 delivered, whole:3000 delivered
            delivered, stamped after the 3056     | mms:3001@0 mms:3056@5 mms:3000@6          | mms:3000 delivered, whole:3000 delivered
            delivered at an unreadable time       | mms:3001@0 mms:3056@5 mms:3000@2022-31-03 | mms:3000 delivered, whole:3000 delivered
            delivered without a time              | mms:3056@5 mms:3000                       | mms:3000 delivered, whole:3000 delivered
            delivered, then failed                | sms:3000@5 sms:3003@6                     | sms:3000 delivered, whole:3000 delivered
            delivered, then unconfirmed           | sms:3000@5 sms:3004@6                     | sms:3000 delivered, whole:3000 delivered
            failed, then unconfirmed              | sms:3003@5 sms:3004@6                     | sms:3003 failed, whole:3001 in_progress
            time ran out, then unconfirmed        | sms:3056@6 sms:3004@5                     | sms:3004 unconfirmed, whole:3001 in_progress
            time ran out, then failed             | sms:3056@6 sms:3003@5                     | sms:3003 failed, whole:3001 in_progress
            time ran out, then at the gateway     | sms:3056@5 sms:3002@6                     | sms:3056 failed, whole:3001 in_progress
            read after delivered                  | sms:3000@5 sms:3005@6                     | sms:3005 read, whole:3005 read
            read overtakes delivered              | sms:3000@6 sms:3005@5                     | sms:3005 read, whole:3005 read
            of two failures the later             | sms:3003@5 sms:3031@6                     | sms:3031 failed, whole:3001 in_progress
            failed and blocked weigh the same     | sms:3046@6 sms:3003@5                     | sms:3046 blocked, whole:3001 in_progress
            no time is earlier than any           | sms:3031 sms:3003@5                       | sms:3003 failed, whole:3001 in_progress
            at one time the higher code           | sms:3003@5 sms:3031@5                     | sms:3031 failed, whole:3001 in_progress
            a code nobody knows                   | sms:3999@5                                | sms:3999 failed, whole:3001 in_progress
            double delivery                       | mms:3056@5 sms:3000@6 mms:3000@7          | mms:3000 delivered, sms:3000 delivered, whole:3000 delivered, twice
            one read and one delivered is double  | mms:3005@5 sms:3000@6                     | mms:3005 read, sms:3000 delivered, whole:3005 read, twice
            a channel that was not planned        | rcs:3000@5                                | rcs:3000 delivered, whole:3000 delivered
            """)
    void ofAChannel(String what, @Nullable String reports, String shown) {
        assertThat(shownInEitherOrder(SENT_HERE, reports)).containsOnly(shown);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another channel is left to try        | whole:3056/mms@5                                | whole:3056 in_progress
            the last channel's time ran out       | whole:3056/sms@5                                | whole:3056 failed
            after the last channel's time ran out | whole:3056/sms@5 sms:3000@9                     | sms:3000 delivered, whole:3000 delivered
            marked final, whatever is left        | whole:3003/mms@5                                | whole:3003 failed
            not marked, but another is left       | whole:3031/mms@5                                | whole:3031 in_progress
            not marked, and nothing is left       | whole:3031/sms@5                                | whole:3031 failed
            not marked, last channel unsaid       | whole:3031@5                                    | whole:3031 in_progress
            unconfirmed is an end on any channel  | whole:3056/mms@5 whole:3004/sms@6               | whole:3004 unconfirmed
            3056, then sms is accepted            | whole:3056/mms@5 sms:3001@5                     | sms:3001 in_progress, whole:3056 in_progress
            3056, then sms is at the gateway      | whole:3056/mms@5 sms:3002@6 whole:3002/sms@6    | sms:3002 in_progress, whole:3002 in_progress
            3056, then sms is delivered           | whole:3056/mms@5 sms:3000@6                     | sms:3000 delivered, whole:3000 delivered
            3056, then the whole is delivered     | whole:3056/mms@5 whole:3000/sms@6               | whole:3000 delivered
            late delivery after overall failure   | mms:3056@5 sms:3003@6 whole:3003/sms@6 mms:3000@9 | mms:3000 delivered, sms:3003 failed, whole:3000 delivered
            a channel's failure is not the whole's| mms:3003@5 sms:3001@5                           | mms:3003 failed, sms:3001 in_progress, whole:3001 in_progress
            read of the whole after delivered     | whole:3000/sms@5 whole:3005/sms@9               | whole:3005 read
            """)
    void ofTheWholeMessage(String what, @Nullable String reports, String shown) {
        assertThat(shownInEitherOrder(SENT_HERE, reports)).containsOnly(shown);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing says that it is not the end | whole:3031/mms@5            | whole:3031 failed
            marked intermediate                 | whole:3056/mms@5            | whole:3056 in_progress
            marked final                        | whole:3003/mms@5            | whole:3003 failed
            delivered                           | mms:3056@5 whole:3000/sms@6 | mms:3056 failed, whole:3000 delivered
            """)
    void ofAMessageNotSentHere(String what, @Nullable String reports, String shown) {
        assertThat(shownInEitherOrder(NOT_SENT_HERE, reports)).containsOnly(shown);
    }

    private static List<String> shownInEitherOrder(MessageState state, @Nullable String texts) {
        List<Report> reports = texts == null ? List.of() : Reports.all(texts);
        List<Report> backwards = new ArrayList<>(reports);
        Collections.reverse(backwards);
        return List.of(shown(state.with(reports)), shown(state.with(backwards)));
    }

    private static String shown(MessageState state) {
        Stream<String> channels = state.channels().stream()
                .flatMap(name -> state.channel(name).map(status -> shown(name, status)).stream());
        Stream<String> whole = Stream.of(shown("whole", state.whole()));
        Stream<String> twice = state.doubleDelivery() ? Stream.of("twice") : Stream.empty();
        return Stream.of(channels, whole, twice).flatMap(part -> part).collect(Collectors.joining(", "));
    }

    private static String shown(String what, Status status) {
        return what + ":" + status.code() + " " + status.outcome().wire();
    }
}
