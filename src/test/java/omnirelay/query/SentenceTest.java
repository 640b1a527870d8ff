package omnirelay.query;

import static omnirelay.query.Stories.begun;
import static omnirelay.query.Stories.notSentHere;
import static omnirelay.query.Stories.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import omnirelay.message.Outcome;
import omnirelay.message.SendState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceTest {

    @ParameterizedTest(name = "{1}")
    @MethodSource("stories")
    void whatHappenedIsOneSentence(Stories story, String sentence) {
        assertThat(Sentence.of(story.story(), Stories.at("14:02:30"), UsualTimes.UNKNOWN))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource({"100, less than 1 s", "4400, 4 s", "4600, 5 s", "600000, 10 min"})
    void whatIsLateIsComparedWithWhatIsUsual(long usually, String said) {
        String sentence = Sentence.of(
                sent("sms").story(), Stories.at("14:02:30"), (message, channel) -> Duration.ofMillis(usually));

        assertThat(sentence).isEqualTo("Accepted by TeleSign 2 min ago, no report yet (usually " + said + ").");
    }

    /** The end states of the sandbox's scenarios, and what comes before them. */
    static Stream<Arguments> stories() {
        return Stream.of(
                told(begun(SendState.ACCEPTED, "sms").attempt(0), "Accepted 2 min ago, waiting to be sent."),
                told(begun(SendState.ACCEPTED, "sms").attempt(3), "Accepted 2 min ago, waiting to be sent again."),
                told(begun(SendState.CANCELLED, "sms").cancelled(3052), "Not sent: cancelled before TeleSign had it."),
                told(
                        begun(SendState.CANCELLED, "sms").cancelled(3033),
                        "Not sent: its time was up before TeleSign had it."),
                told(begun(SendState.SENDING, "sms"), "Being sent to TeleSign."),
                told(begun(SendState.SENDING, "sms").attempt(3), "Being sent to TeleSign, attempt 3."),
                told(
                        begun(SendState.UNKNOWN, "sms"),
                        "Not known whether TeleSign took it: the answer was lost 2 min ago."),
                told(
                        begun(SendState.REFUSED, "sms")
                                .refused(3203, "Callback URL parameter not enabled for Customer ID"),
                        "Not sent, refused with 3203 (Callback URL parameter not enabled for Customer ID)."),
                told(
                        begun(SendState.REFUSED, "sms").refusedHere(3046, "the recipient answered STOP by sms"),
                        "Not sent: the recipient answered STOP by sms."),
                told(sent("sms"), "Accepted by TeleSign 2 min ago, no report yet."),
                told(
                        sent("sms").inProgress("sms", "14:00:02"),
                        "Accepted by TeleSign 2 min ago, SMS not confirmed yet."),
                told(
                        sent("sms").ofType("OTP").delivered("sms", "14:00:04"),
                        "Code sent by SMS at 14:00:00 UTC, confirmed on the phone 4 s later."),
                told(
                        sent("email").delivered("email", "14:00:00"),
                        "Message sent by email at 14:00:00 UTC, confirmed within 1 s."),
                told(
                        sent("sms").told("sms", 3002, "Delivered to Gateway", Outcome.IN_PROGRESS, "14:00:09"),
                        "Accepted by TeleSign 2 min ago, SMS with the carrier, not confirmed yet."),
                told(
                        sent("sms").ranOut("sms", "14:10:01").failed("", "14:10:02"),
                        "Message sent by SMS at 14:00:00 UTC, no confirmation within 10 min."),
                told(
                        sent("sms").inProgress("sms", "14:00:02").failed("", "14:10:02"),
                        "Message sent by SMS at 14:00:00 UTC, failed 10 min later with 3003 (Delivery error)."),
                told(
                        sent("mms", "sms")
                                .inProgress("mms", "14:00:02")
                                .ranOut("mms", "14:10:01")
                                .delivered("sms", "14:12:15")
                                .delivered("", "14:12:15"),
                        "MMS had no confirmation within 10 min, switched to SMS, confirmed at 14:12:15 UTC."),
                told(
                        sent("mms", "sms").delivered("sms", "14:12:15"),
                        "Message sent at 14:00:00 UTC, SMS was confirmed at 14:12:15 UTC."),
                told(
                        sent("mms", "sms").ranOut("mms", "14:10:01").inProgress("sms", "14:10:02"),
                        "MMS had no confirmation within 10 min, switched to SMS, not confirmed yet."),
                told(
                        sent("mms", "sms").ranOut("mms", "14:10:01"),
                        "MMS had no confirmation within 10 min, no report of SMS yet."),
                told(
                        sent("viber", "sms").failed("viber", "14:00:02").delivered("sms", "14:00:05"),
                        "Viber failed at 14:00:02 UTC with 3003 (Delivery error), switched to SMS, "
                                + "confirmed at 14:00:05 UTC."),
                told(
                        sent("mms", "sms")
                                .failed("mms", "14:00:02")
                                .failed("sms", "14:00:04")
                                .failed("", "14:00:04"),
                        "MMS failed at 14:00:02 UTC with 3003 (Delivery error), switched to SMS, "
                                + "failed at 14:00:04 UTC with 3003 (Delivery error)."),
                told(
                        sent("whatsapp")
                                .delivered("whatsapp", "14:00:09")
                                .told("whatsapp", 3005, "Message is read", Outcome.READ, "14:01:00"),
                        "Message sent by WhatsApp at 14:00:00 UTC, read 1 min later."),
                told(
                        sent("mms", "sms")
                                .ranOut("mms", "14:10:01")
                                .delivered("sms", "14:12:15")
                                .delivered("mms", "14:13:00"),
                        "MMS had no confirmation within 10 min, switched to SMS, confirmed at 14:12:15 UTC, "
                                + "then MMS was confirmed at 14:13:00 UTC after all, so it arrived twice."),
                told(
                        sent("sms")
                                .told(
                                        "sms",
                                        3072,
                                        "Message blocked due to high risk score.",
                                        Outcome.BLOCKED,
                                        "14:00:02"),
                        "Message sent by SMS at 14:00:00 UTC, blocked 2 s later with 3072 (Message blocked due to high risk score)."),
                told(
                        sent("sms").told("sms", 3004, "No receipt", Outcome.UNCONFIRMED, "14:00:02"),
                        "Message sent by SMS at 14:00:00 UTC, no receipt available."),
                told(
                        sent("sms").delivered("sms", "14:00:09").answered("sms", "14:01:30"),
                        "Message sent by SMS at 14:00:00 UTC, confirmed on the phone 9 s later, "
                                + "answered by the recipient at 14:01:30 UTC."),
                told(
                        sent("sms")
                                .told(
                                        "",
                                        3006,
                                        "None of the channels is enabled for the customer",
                                        Outcome.REJECTED,
                                        "14:00:02"),
                        "Message sent at 14:00:00 UTC, rejected 2 s later with 3006 (None of the channels is enabled for the customer)."),
                told(
                        sent("sms").delivered("", "14:00:09"),
                        "Message sent at 14:00:00 UTC, confirmed on the phone 9 s later."),
                told(
                        sent("mms", "sms").ranOut("mms", "14:10:01").delivered("sms", "2026-11-23T00:00:09Z"),
                        "MMS had no confirmation within 10 min, switched to SMS, confirmed at 2026-11-23 00:00:09 UTC."),
                told(
                        notSentHere().delivered("sms", "14:00:09"),
                        "Not sent through this relay, SMS was confirmed at 14:00:09 UTC."));
    }

    private static Arguments told(Stories story, String sentence) {
        return Arguments.of(story, sentence);
    }
}
