package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recipient who answers STOP gets no more marketing, whatever the channel, until START. */
class StopIT {
    private static final String SEND = "/v1/omnichannel";
    private static final String BLOCKED = "400 3046";
    private static final String TAKEN = "200 3001";

    private static final AtomicInteger REPLIES = new AtomicInteger();

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    /** Each line has a number of its own. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sms      | STOP        | 400 3046
            sms      | sToP        | 400 3046
            whatsapp | Stop        | 400 3046
            rcs      | STOP        | 400 3046
            viber    | stop        | 400 3046
            mms      | Unsubscribe | 400 3046
            sms      | STOP START  | 200 3001
            sms      | START STOP  | 400 3046
            sms      | HELP        | 200 3001
            """)
    void marketingIsBlockedAndNothingElse(String channel, String words, String answer) {
        String digits = "%04d".formatted(7000 + REPLIES.incrementAndGet());
        for (String word : words.split(" ", -1)) {
            reply(relay, channel, "1555867" + digits, word);
        }

        assertThat(send(relay, digits, "MKT")).isEqualTo(answer);
        assertThat(send(relay, digits, "OTP")).isEqualTo(TAKEN);
        assertThat(send(relay, digits, "ARN")).isEqualTo(TAKEN);
    }

    @Test
    void whoSentItIsToldWhichReplyStandsBehindIt() {
        reply(relay, "sms", "15558677100", "STOP");

        HttpResponse<String> answer = relay.post(SEND, Sends.mmsThenSms("7100", "stopped"));

        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getJsonObject("omnirelay").getString("detail"))
                .startsWith("Not sent: the recipient answered STOP by sms at ");
        String id = body.getString("reference_id");
        assertThat(code(relay.get(SEND + "/" + id))).isEqualTo(3046);
        JsonObject message = new JsonObject(relay.get("/api/messages/" + id).body());
        assertThat(message.getString("send")).isEqualTo("refused");
        assertThat(message.getJsonObject("status").getString("outcome")).isEqualTo("blocked");
        assertThat(message.getString("summary")).startsWith("Not sent: the recipient answered STOP by sms at ");
        assertThat(message.getJsonArray("events").getJsonObject(1).getString("by"))
                .isEqualTo("stop");
        assertThat(relay.posts().of(id + ".stopped")).isEmpty();
    }

    @Test
    void whoDoesNotWaitIsToldAtOnceToo() {
        reply(relay, "sms", "15558677101", "STOP");

        HttpResponse<String> answer = relay.postAsync(
                        SEND, Sends.mmsThenSms("7101", "stopped-async"), "Prefer", "respond-async")
                .join();

        assertThat(said(answer)).isEqualTo(BLOCKED);
    }

    @Test
    void itIsStillKnownAfterARestartAndMayConcernAlerts() {
        RelayUnderTest before = RelayUnderTest.start(Map.of());
        reply(before, "sms", "15558677102", "STOP");
        before.stop();

        try (RelayUnderTest after = RelayUnderTest.on(before.database(), Map.of("stop.alerts", "true"))) {
            assertThat(send(after, "7102", "MKT")).isEqualTo(BLOCKED);
            assertThat(send(after, "7102", "ARN")).isEqualTo(BLOCKED);
            assertThat(send(after, "7102", "OTP")).isEqualTo(TAKEN);
            reply(after, "sms", "15558677102", "start");
            assertThat(send(after, "7102", "MKT")).isEqualTo(TAKEN);
        }
    }

    /** TeleSign brings a callback again after 5, 10 and 15 s, so that it may come after one that was sent later. */
    @Test
    void aReplyThatComesLateDoesNotUndoALaterOneNorAfterARestart() {
        RelayUnderTest before = RelayUnderTest.start(Map.of());
        replyAt(before, "sms", "15558677103", "STOP", "2026-11-20T10:00:05.000000Z");
        replyAt(before, "sms", "15558677103", "START", "2026-11-20 10:00:00:000");
        assertThat(send(before, "7103", "MKT")).isEqualTo(BLOCKED);
        replyAt(before, "whatsapp", "15558677104", "START", "2026-11-20T10:00:05.000002Z");
        before.stop();

        try (RelayUnderTest after = RelayUnderTest.on(before.database(), Map.of())) {
            replyAt(after, "rcs", "15558677103", "START", "2026-11-20T10:00:04.999999Z");
            replyAt(after, "sms", "15558677104", "STOP", "2026-11-20T10:00:05.000001Z");
            assertThat(send(after, "7103", "MKT")).isEqualTo(BLOCKED);
            assertThat(send(after, "7104", "MKT")).isEqualTo(TAKEN);
        }
    }

    /** Some replies name the message that they answer, and not the number. */
    @Test
    void theSameHoldsForTheNumberOfTheMessageThatWasAnswered() {
        String reference =
                new JsonObject(relay.post(SEND, Sends.mmsThenSms("7105", null)).body()).getString("reference_id");
        replyAt(relay, "sms", "15558677105", "START", "2026-11-20T10:00:05.000000Z");

        JsonObject stop = reply("2026-11-20T10:00:00.000000Z");
        stop.put("sub_resource", "mo_rcs");
        JsonObject action = new JsonObject().put("action", "STOP").put("original_reference_id", reference);
        post(relay, stop.put("content", new JsonObject().put("end_user_action", action)));

        assertThat(send(relay, "7105", "MKT")).isEqualTo(TAKEN);
    }

    @Test
    void anotherNodeKnowsAtOnce() {
        try (RelayUnderTest first = RelayUnderTest.start(Map.of())) {
            RelayUnderTest second = RelayUnderTest.on(first.database(), Map.of());
            for (int i = 7200; i < 7220; i++) {
                reply(first, "sms", "1555867" + i, "STOP");
                assertThat(send(second, Integer.toString(i), "MKT")).isEqualTo(BLOCKED);
            }
            second.stop();
        }
    }

    private static void reply(RelayUnderTest to, String channel, String number, String word) {
        replyAt(to, channel, number, word, null);
    }

    private static void replyAt(RelayUnderTest to, String channel, String number, String word, @Nullable String time) {
        post(to, said(reply(time), channel, number, word));
    }

    private static JsonObject reply(@Nullable String time) {
        JsonObject status = new JsonObject()
                .put("code", 1500)
                .put("description", "Delivered to customer")
                .put("updated_on", time);
        return new JsonObject()
                .put("reference_id", "%032X".formatted(REPLIES.incrementAndGet()))
                .put("status", status);
    }

    private static void post(RelayUnderTest to, JsonObject body) {
        String callback = body.encode();
        HttpResponse<String> kept = to.send(to.request("/callbacks/telesign")
                .setHeader("Authorization", RelayUnderTest.signature(callback))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(callback)));
        assertThat(kept.statusCode()).isEqualTo(200);
    }

    /** As TeleSign writes it for each channel. */
    private static JsonObject said(JsonObject body, String channel, String number, String word) {
        return switch (channel) {
            case "sms" ->
                body.put("sub_resource", "mo_sms")
                        .put(
                                "user_response",
                                new JsonObject()
                                        .put("phone_number", number)
                                        .put("action", word.toLowerCase(Locale.ROOT))
                                        .put("mo_message", word));
            case "whatsapp" ->
                body.put("phone_number", number)
                        .put("waba_phone_number", "15558675310")
                        .put("content", new JsonObject().put("end_user_action", new JsonObject().put("action", word)));
            case "rcs" ->
                body.put("sub_resource", "mo_rcs")
                        .put("phone_number", number)
                        .put("content", new JsonObject().put("end_user_action", new JsonObject().put("action", word)));
            case "viber" -> body.put("phone_number", number).put("content", new JsonObject().put("text", word));
            default ->
                body.put("sub_resource", "mo_mms")
                        .put("phone_number", number)
                        .put("content", new JsonObject().put("text_1", word));
        };
    }

    private static String send(RelayUnderTest by, String digits, String type) {
        return said(by.post(SEND, Sends.mmsThenSms(digits, null, type)));
    }

    private static String said(HttpResponse<String> response) {
        return response.statusCode() + " " + code(response);
    }

    private static int code(HttpResponse<String> response) {
        return new JsonObject(response.body()).getJsonObject("status").getInteger("code");
    }
}
