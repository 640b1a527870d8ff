package omnirelay.message;

import static omnirelay.support.Entries.NODE;
import static omnirelay.support.Entries.OTHER_NODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import omnirelay.message.Entry.Cancelled;
import omnirelay.support.Entries;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRulesTest {
    private final Journal journal = new Journal();
    private final MessageId id = Entries.newId();

    /** Steps: a digit is the call's number; {@code begun} is accepted with its first call; {@code other} another node. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            accepted                             | accepted | accepted
            begun                                | sending  | accepted sending
            accepted sending1                    | sending  | accepted sending
            accepted sending1 sent1              | sent     | accepted sending sent
            begun sent1                          | sent     | accepted sending sent
            begun refused1                       | refused  | accepted sending refused
            begun lost1                          | unknown  | accepted sending unknown
            begun lost1 sent1                    | sent     | accepted sending unknown sent
            begun lost1 refused1                 | refused  | accepted sending unknown refused
            begun lost1 reported                 | sent     | accepted sending unknown sent channel_status
            begun lost1 lost1                    | unknown  | accepted sending unknown
            begun refused1 lost1                 | refused  | accepted sending refused
            begun refused1 sent1                 | sent     | accepted sending refused sent
            begun sent1 refused1                 | sent     | accepted sending sent
            begun sent1 lost1                    | sent     | accepted sending sent
            begun reported sent1                 | sent     | accepted sending sent channel_status message_status
            begun reported refused1              | sent     | accepted sending sent channel_status
            begun reported lost1                 | sent     | accepted sending sent channel_status
            begun refused1 reported              | sent     | accepted sending refused sent channel_status
            begun sending2 sent2                 | sent     | accepted sending sending sent
            begun sending2 lost1                 | sending  | accepted sending sending
            begun sending2 refused1              | sending  | accepted sending sending
            begun sending2 lost1 lost2           | unknown  | accepted sending sending unknown
            begun sending2 lost2 refused1        | unknown  | accepted sending sending unknown
            begun sending2 sent1                 | sent     | accepted sending sending sent
            begun sending2 lost2 sent1           | sent     | accepted sending sending unknown sent
            begun lost1 sending2                 | unknown  | accepted sending unknown
            begun refused1 sending2              | refused  | accepted sending refused
            begun reported sending2              | sent     | accepted sending sent channel_status
            awaited                              | accepted | accepted
            awaited sending1 sent1               | sent     | accepted sending sent
            awaited cancelled                    | cancelled | accepted cancelled
            awaited expired                      | cancelled | accepted cancelled
            accepted cancelled cancelled         | cancelled | accepted cancelled
            accepted cancelled sending1          | cancelled | accepted cancelled
            accepted cancelled expired           | cancelled | accepted cancelled
            accepted sending1 cancelled          | sending  | accepted sending
            accepted sending1 lost1 cancelled    | unknown  | accepted sending unknown
            begun refused1 cancelled             | refused  | accepted sending refused
            begun sent1 cancelled                | sent     | accepted sending sent
            accepted cancelled reported          | sent     | accepted cancelled sent channel_status
            accepted sending1 requeued1          | accepted | accepted sending requeued
            accepted sending1 requeued1 lost1    | accepted | accepted sending requeued
            accepted sending1 requeued1 refused1 | accepted | accepted sending requeued
            accepted sending1 requeued1 sent1    | sent     | accepted sending requeued sent
            accepted sending1 requeued1 sending2 requeued1 | sending | accepted sending requeued sending
            accepted sending1 requeued1 sending2 sent2     | sent | accepted sending requeued sending sent
            accepted sending1 requeued1 sending2 lost1     | sending | accepted sending requeued sending
            accepted sending1 requeued1 cancelled | cancelled | accepted sending requeued cancelled
            accepted sending1 lost1 requeued1    | unknown  | accepted sending unknown
            accepted sending1 refused1 requeued1 | refused  | accepted sending refused
            accepted sending1 reported requeued1 | sent     | accepted sending sent channel_status
            accepted sending1 sending2 requeued1 | sending  | accepted sending sending
            accepted requeued1                   | accepted | accepted
            turned-away                          | refused  | accepted refused
            turned-away turned-away              | refused  | accepted refused
            turned-away sending1                 | refused  | accepted refused
            """)
    void stateRisesUntilNothingWasSent(String steps, String send, String events) {
        having(steps);

        assertThat(journal.state(id).send().wire()).isEqualTo(send);
        assertThat(journal.eventTypes().stream().map(Event.Type::wire).collect(Collectors.joining(" ")))
                .isEqualTo(events);
    }

    @RepeatedTest(200)
    void inNoOrderDoesStateFall(RepetitionInfo repetition) {
        List<String> steps = new ArrayList<>(List.of(
                "sending1", "sending2", "sending3", "sent1", "refused1", "refused2", "lost1", "lost2", "reported"));
        Collections.shuffle(steps, new Random(repetition.getCurrentRepetition()));
        journal.apply(Entries.accepted(id));
        SendState before = SendState.ACCEPTED;

        for (String step : steps) {
            journal.apply(entry(step));
            SendState now = journal.state(id).send();
            assertThat(now).as("after %s of %s", step, steps).isGreaterThanOrEqualTo(before);
            before = now;
        }

        assertThat(before).isEqualTo(SendState.SENT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sending1                 | Applied
            sending1 sending1        | Applied
            sending1 sending2        | Applied
            sending1 other-sending1  | Overtaken
            sending1 other-sending2  | Overtaken
            sending2                 | Overtaken
            sending1 sending3        | Overtaken
            sending1 lost1 sending1  | Overtaken
            sending1 lost1 sending2  | Overtaken
            sending1 refused1 sending2 | Overtaken
            sending1 reported sending2 | Overtaken
            sending1 sending2 sending1 | Overtaken
            sending1 requeued1 sending1       | Overtaken
            sending1 requeued1 sending2       | Applied
            sending1 requeued1 other-sending2 | Applied
            sending1 requeued1 other-sending2 sending2 | Overtaken
            sending1 requeued1 sending3       | Overtaken
            cancelled sending1       | Overtaken
            cancelled cancelled      | Applied
            cancelled expired        | Applied
            sending1 cancelled       | Overtaken
            sending1 lost1 cancelled | Overtaken
            sending1 sent1 expired   | Overtaken
            """)
    void aCallBeginsOnlyWhileTheCommandWaitsOrAfterTheOneBeforeOnTheSameNodeAndNothingIsCancelledAfterIt(
            String steps, String reply) {
        journal.apply(Entries.accepted(id));

        assertThat(having(steps))
                .extracting(Object::getClass)
                .extracting(Class::getSimpleName)
                .isEqualTo(reply);
    }

    @Test
    void aCommandAppliedAgainMayBeginUnlessItWentFurtherMeanwhile() {
        var command = Entries.begun(id);
        journal.apply(command);

        assertThat(journal.apply(command).reply()).isInstanceOf(Reply.Applied.class);

        journal.apply(Entries.lost(id, 1));
        assertThat(journal.apply(command).reply()).isInstanceOf(Reply.Overtaken.class);
    }

    @Test
    void aCommandDispatchedLaterIsAppliedHoweverFarItWent() {
        var command = Entries.accepted(id);
        journal.having(command, Entries.sending(id, 1, NODE), Entries.sent(id, 1, "R1"));

        assertThat(journal.apply(command).reply()).isEqualTo(new Reply.Applied(journal.state(id)));
    }

    @Test
    void aFurtherCallTellsWhyItIsMade() {
        journal.having(Entries.begun(id), Entries.sending(id, 2, NODE));

        assertThat(journal.events())
                .filteredOn(event -> event.type() == Event.Type.SENDING)
                .extracting(Event::details)
                .containsExactly(Map.of("attempt", 1), Map.of("attempt", 2, "after_code", 3204));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            accepted       | 3001 | in_progress
            begun          | 3001 | in_progress
            begun sent1    | 3001 | in_progress
            begun lost1    | 3039 | unconfirmed
            begun refused1 | 3203 | rejected
            turned-away    | 3204 | rejected
            awaited cancelled | 3052 | blocked
            """)
    void whatIsShownBeforeAnyReport(String steps, int code, String outcome) {
        having(steps);

        Status whole = journal.state(id).whole();
        assertThat(whole.code()).isEqualTo(code);
        assertThat(whole.outcome().wire()).isEqualTo(outcome);
    }

    @Test
    void aReportAfterARefusalIsShownInItsPlace() {
        journal.having(Entries.begun(id), Entries.refused(id, 1), Entries.lookUp(id, "sms:3000@5"));

        assertThat(journal.state(id).whole().code()).isEqualTo(3000);
    }

    @Test
    void aCancelledCommandTellsByWhomAndWhy() {
        journal.having(Entries.accepted(id), Entries.cancelled(id, Cancelled.Reason.EXPIRED));

        assertThat(journal.events())
                .last()
                .extracting(Event::details)
                .isEqualTo(Map.of("by", "shop", "reason", "expired"));
    }

    /** The reply to the last step. */
    private Reply having(String steps) {
        return Arrays.stream(steps.split(" ", -1))
                .map(step -> journal.apply(entry(step)).reply())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Entry entry(String step) {
        String node = step.startsWith("other-") ? OTHER_NODE : NODE;
        String name = step.replace("other-", "").replaceAll("\\d", "");
        int attempt = Integer.parseInt("0" + step.replaceAll("\\D", ""));
        return switch (name) {
            case "accepted" -> Entries.accepted(id);
            case "begun" -> Entries.begun(id);
            case "awaited" -> Entries.awaited(id);
            case "turned-away" -> Entries.turnedAway(id, null, true);
            case "cancelled" -> Entries.cancelled(id, Cancelled.Reason.CANCELLED);
            case "expired" -> Entries.cancelled(id, Cancelled.Reason.EXPIRED);
            case "sending" -> Entries.sending(id, attempt, node);
            case "sent" -> Entries.sent(id, attempt, "R1");
            case "refused" -> Entries.refused(id, attempt);
            case "requeued" -> Entries.requeued(id, attempt);
            case "lost" -> Entries.lost(id, attempt);
            case "reported" -> Entries.callback(Entries.ours(id), "mms:3002@1");
            default -> throw new IllegalArgumentException(step);
        };
    }
}
