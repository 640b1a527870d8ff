package omnirelay.telesign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import omnirelay.message.Channel;
import omnirelay.message.Finality;
import omnirelay.message.Inquiry;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.MessageState.Refusal;
import omnirelay.message.Outcome;
import omnirelay.message.Plan;
import omnirelay.message.Report;
import omnirelay.message.SendState;
import omnirelay.message.Status;
import omnirelay.message.UpdatedOn;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerFormatsTest {
    private static final String REFERENCE = "35C8B5D509BC10689196FED2AD551B8A";
    private static final MessageId ID = MessageId.lowestAt(Instant.parse("2026-11-22T08:01:02.345Z"));
    private static final CodeCatalogue CODES = CodeCatalogue.load();

    @Test
    void anAnswerToASendHasANullWhereTheCallerGaveNoId() {
        assertThat(SendAnswer.of(REFERENCE, null).encode())
                .isEqualTo(
                        "{\"reference_id\":\"" + REFERENCE
                                + "\",\"status\":{\"code\":3001,\"description\":\"Message in progress\"},\"external_id\":null}");
        assertThat(SendAnswer.of(REFERENCE, "order-42").getString("external_id"))
                .isEqualTo("order-42");
    }

    @Test
    void anErrorHasAReferenceOnlyWhereItIsGivenOne() {
        assertThat(CODES.error(3300).toSend(REFERENCE, "order-42").encode())
                .isEqualTo("{\"reference_id\":\"" + REFERENCE
                        + "\",\"status\":{\"code\":3300,\"description\":\"Missing parameter channels\"},"
                        + "\"external_id\":\"order-42\"}");
        assertThat(CODES.error(3400).toSend(null, null).encode())
                .isEqualTo("{\"status\":{\"code\":3400,\"description\":\"Not authorized\"},\"external_id\":null}");
        assertThat(CODES.error(-10004).toLookUp().encode())
                .isEqualTo("{\"status\":{\"code\":-10004,\"description\":\"ReferenceID expired.\"}}");
    }

    @Test
    void anErrorSaysInTheRelaysOwnMemberWhatTelesignsTextDoesNot() {
        assertThat(CODES.error(3110)
                        .withDetail("message must be an object.")
                        .toLookUp()
                        .encode())
                .isEqualTo("{\"status\":{\"code\":3110,\"description\":\"Invalid request\"},"
                        + "\"omnirelay\":{\"detail\":\"message must be an object.\"}}");
    }

    @Test
    void aStatusIsThatOfTelesignsOwnExampleWithTimesInOneSpelling() {
        Callback.Reported seed = (Callback.Reported) new CallbackParser(CODES)
                .parse(Payload.bytes("callback-mms-timeout-sms-delivered.json"))
                .get(0);
        String example = new String(Payload.bytes("callback-mms-timeout-sms-delivered.json"), StandardCharsets.UTF_8);

        assertThat(StatusAnswer.of(state(SendState.SENT, REFERENCE, null, seed.reports()))
                        .encode())
                .isEqualTo(example.replace("2020-05-04 22:07:01:226", "2020-05-04T22:07:01.226000Z")
                        .replace("2020-05-04 22:05:00.325", "2020-05-04T22:05:00.325000Z"));
    }

    @Test
    void aStatusThatNobodyHasReportedYetIsInProgressSinceTheCommand() {
        assertThat(StatusAnswer.of(state(SendState.SENDING, null, null, List.of()))
                        .encode())
                .isEqualTo(
                        "{\"reference_id\":\"" + ID
                                + "\",\"external_id\":null,\"status\":{\"code\":3001,\"description\":\"Message in progress\","
                                + "\"last_channel\":\"\",\"updated_on\":\"2026-11-22T08:01:02.345000Z\"},\"channel_status\":[]}");
    }

    @Test
    void aStatusTellsAnUnknownAndARefusedSend() {
        Status refusal = CODES.refusal(3203, "Callback URL parameter not enabled for Customer ID");

        assertThat(code(state(SendState.UNKNOWN, null, null, List.of()))).isEqualTo(3039);
        assertThat(code(state(SendState.REFUSED, null, new Refusal(refusal, 429, false), List.of())))
                .isEqualTo(3203);
    }

    @Test
    void aChannelInProgressHasNoReferenceAndAnUnreadableTimeStaysAsItCame() {
        Report mms = new Report(
                "mms",
                3001,
                "Message in progress",
                Outcome.IN_PROGRESS,
                Finality.INTERMEDIATE,
                "R",
                UpdatedOn.ABSENT,
                "");
        Report rcs = new Report(
                "rcs",
                3003,
                "Delivery error",
                Outcome.FAILED,
                Finality.FINAL,
                "R",
                new UpdatedOn(null, "month 31"),
                "");

        assertThat(StatusAnswer.of(state(SendState.SENT, REFERENCE, null, List.of(rcs, mms)))
                        .getJsonArray("channel_status")
                        .encode())
                .isEqualTo("[{\"mms\":{\"code\":3001,\"description\":\"Message in progress\","
                        + "\"updated_on\":\"2026-11-22T08:01:02.345000Z\"}},"
                        + "{\"rcs\":{\"code\":3003,\"description\":\"Delivery error\",\"reference_id\":\"R\","
                        + "\"updated_on\":\"month 31\"}}]");
    }

    private static int code(MessageState state) {
        return StatusAnswer.of(state).getJsonObject("status").getInteger("code");
    }

    private static MessageState state(
            SendState send, @Nullable String referenceId, @Nullable Refusal refusal, List<Report> reports) {
        Map<Report.Identity, Report> byIdentity = new LinkedHashMap<>();
        reports.forEach(report -> byIdentity.put(report.identity(), report));
        Plan plan = Plan.of(Stream.of("mms", "sms")
                .map(name -> new Channel(name, Duration.ofMinutes(5)))
                .toList());
        Message message = new Message(ID, "shop", null, null, null, "MKT", plan, null, null, null, null);
        return new MessageState(message, send, 1, "node", referenceId, false, refusal, null, Inquiry.NONE, byIdentity);
    }
}
