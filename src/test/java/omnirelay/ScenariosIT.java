package omnirelay;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import omnirelay.support.ApiContract;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scenario of the sandbox, all at once: what the sender, the reader and the subscriber see of it. */
class ScenariosIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static RelayUnderTest relay;
    private static FeedClient feed;
    private static final Map<String, CompletableFuture<HttpResponse<String>>> ANSWERS = new HashMap<>();

    /** The call is given up later than its sender is answered; nobody asks about a message before the tests do. */
    @BeforeAll
    static void sendAll() {
        relay = RelayUnderTest.start(Map.of("telesign.timeout", "10s", "lookup.rate", "0"));
        feed = relay.feed();
        feed.subscribeToAllFrom("start");
        allDigits()
                .forEach(digits -> ANSWERS.put(
                        digits, relay.postAsync("/v1/omnichannel", Sends.mmsThenSms(digits, externalId(digits)))));
    }

    @AfterAll
    static void stop() {
        feed.close();
        relay.close();
    }

    static Stream<String> allDigits() {
        return Stream.concat(IntStream.rangeClosed(1, 19).mapToObj("%04d"::formatted), Stream.of("5309"));
    }

    /** The status and code of the answer, the steps of the send, then what the message shows in the end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0001 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3000 | -    | false
            0002 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3056 | 3000 | false
            5309 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3056 | 3000 | false
            0003 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3003 | 3000 | false
            0004 | 200 | 3001 | sending sent                 | sent    | 3003 | failed      | 3003 | 3003 | false
            0005 | 200 | 3001 | sending sent                 | sent    | 3005 | read        | 3005 | -    | false
            0006 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3000 | 3000 | true
            0007 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3000 | -    | false
            0008 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3000 | -    | false
            0009 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3000 | -    | false
            0010 | 504 | 3039 | sending unknown sent         | sent    | 3000 | delivered   | 3000 | -    | false
            0011 | 504 | 3039 | sending unknown              | unknown | 3039 | unconfirmed | -    | -    | false
            0012 | 200 | 3001 | sending sending sending sent | sent    | 3000 | delivered   | 3000 | -    | false
            0013 | 429 | 3203 | sending refused              | refused | 3203 | rejected    | -    | -    | false
            0014 | 200 | 3001 | sending sending sent         | sent    | 3000 | delivered   | 3000 | -    | false
            0015 | 503 | 3500 | sending refused              | refused | 3400 | rejected    | -    | -    | false
            0016 | 200 | 3001 | sending sent                 | sent    | 3001 | in_progress | -    | -    | false
            0017 | 200 | 3001 | sending sent                 | sent    | 3000 | delivered   | 3056 | 3000 | false
            0018 | 200 | 3001 | sending sent                 | sent    | 3072 | blocked     | 3072 | 3072 | false
            0019 | 200 | 3001 | sending sent reply           | sent    | 3000 | delivered   | 3000 | -    | false
            """)
    void comesToItsEnd(
            String digits,
            int httpStatus,
            int answer,
            String steps,
            String send,
            int code,
            String outcome,
            @Nullable String mms,
            @Nullable String sms,
            boolean doubleDelivery) {
        HttpResponse<String> response = answer(digits);
        assertThat(response.statusCode()).isEqualTo(httpStatus);
        assertThat(code(new JsonObject(response.body()))).isEqualTo(answer);
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonObject message = message(externalId(digits));
            assertThat(message.getString("send")).isEqualTo(send);
            assertThat(code(message)).isEqualTo(code);
            assertThat(message.getJsonObject("status").getString("outcome")).isEqualTo(outcome);
            assertThat(channelCodes(message)).containsExactly("mms " + mms, "sms " + sms);
            assertThat(message.getBoolean("double_delivery")).isEqualTo(doubleDelivery);
            assertThat(steps(message)).isEqualTo("accepted " + steps);
        });
    }

    /** In the words of {@code sentences-by-scenario.txt}, which leaves the times open. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("sentences")
    void isToldInOneSentence(String digits, String sentence) {
        answer(digits);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                withoutTimes(message(externalId(digits)).getString("summary")))
                        .isEqualTo(sentence));
    }

    static Stream<Arguments> sentences() throws IOException {
        try (InputStream in = ScenariosIT.class.getResourceAsStream("/query/sentences-by-scenario.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text
                    .lines()
                    .filter(line -> line.startsWith("  "))
                    .map(line -> Arguments.of(line.substring(2, 6), line.substring(8)))
                    .toList()
                    .stream();
        }
    }

    private static String withoutTimes(String sentence) {
        return sentence.replaceAll("\\d\\d:\\d\\d:\\d\\d UTC", "HH:MM:SS UTC")
                .replaceAll("(\\d+ s later|within 1 s)", "N s later")
                .replaceAll("\\d+ s ago", "N s ago");
    }

    @Test
    void whoseCallbacksAreLostShowsItsStateOnceItIsLookedUp() {
        relay.post("/v1/omnichannel", Sends.mmsThenSms("0016", "looked-up"));
        String id = message("looked-up").getString("id");
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonObject shown = object(relay.post("/api/messages/" + id + "/look-up", "{}"));
            assertThat(code(shown)).isEqualTo(3000);
            assertThat(channelCodes(shown)).containsExactly("mms 3000", "sms null");
        });
    }

    /** People answer by SMS, whatever the message came by. */
    @Test
    void theAnswerStopOfTheRecipientIsToldWithItsChannel() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(events(message(externalId("0019"))))
                        .filteredOn(event -> event.getString("type").equals("reply"))
                        .singleElement()
                        .satisfies(reply -> {
                            assertThat(reply.getString("channel")).isEqualTo("sms");
                            assertThat(reply.getString("action")).isEqualTo("stop");
                        }));
    }

    @Test
    void whatWasOvertakenIsToldAsLate() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(events(message(externalId("0008"))))
                        .filteredOn(event -> event.getBoolean("late", false))
                        .extracting(event -> event.getString("channel") + " " + code(event))
                        .contains("mms 3001", "mms 3002"));
    }

    @Test
    void whatComesTwiceIsToldOnce() {
        answer("0007");
        isMeasured("omnirelay_callbacks_total{verdict=\"repeated\"}");
        assertThat(events(message(externalId("0007"))))
                .extracting(event -> event.getString("type") + event.getString("channel") + code(event))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vertx_http_server_requests_total{code=\"200\",",
                "omnirelay_ledger_batch_entries_count ",
                "omnirelay_ledger_commit_seconds_count ",
                "omnirelay_ledger_wait_seconds_count ",
                "omnirelay_ledger_waiting ",
                "omnirelay_entries_total{type=\"accepted\"} ",
                "omnirelay_entries_total{type=\"answered\"} ",
                "omnirelay_entries_total{type=\"reported\"} ",
                "omnirelay_events_total{type=\"channel_status\"} ",
                "omnirelay_callbacks_total{verdict=\"status\"} ",
                "omnirelay_callbacks_total{verdict=\"repeated\"} ",
                "omnirelay_callback_age_seconds ",
                "omnirelay_messages_outstanding{channel=\"mms\",type=\"MKT\"} ",
                "omnirelay_telesign_calls_seconds_count{outcome=\"sent\"} ",
                "omnirelay_telesign_calls_seconds_count{outcome=\"refused\"} ",
                "omnirelay_telesign_calls_seconds_count{outcome=\"lost\"} ",
                "omnirelay_feed_subscribers 1.0",
                "omnirelay_feed_lag ",
                "omnirelay_feed_bytes_total ",
                "jvm_memory_used_bytes{"
            })
    void isMeasured(String line) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(relay.get("/metrics").body().lines())
                        .anyMatch(measured -> measured.startsWith(line)));
    }

    /** Read when nothing more is to come, so that it is about all there was. */
    @Test
    void theFeedTellsWhatTheDatabaseHoldsEachEventOnceAndInOrder() {
        allOver();
        List<JsonObject> rows = rows(object(relay.get("/api/messages?limit=200")));
        long head = rows.stream().mapToLong(row -> row.getLong("seq")).max().orElseThrow();
        List<JsonObject> events = new ArrayList<>();
        List<JsonObject> frames = new ArrayList<>();
        while (events.isEmpty() || seq(events.get(events.size() - 1)) < head) {
            JsonObject frame = feed.next(any -> true);
            frames.add(frame);
            if (frame.getString("type").equals("events")) {
                events.addAll(FeedClient.eventsOf(frame));
            }
        }
        frames.forEach(frame -> ApiContract.checkFrame(ApiContract.Side.RELAY, frame.encode()));
        assertThat(events)
                .extracting(ScenariosIT::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head).boxed().toList());
        Map<String, List<JsonObject>> byMessage = events.stream().collect(groupingBy(ScenariosIT::messageId));
        assertThat(byMessage)
                .isEqualTo(rows.stream().collect(toMap(row -> row.getString("id"), row -> events(detail(row)))));
        byMessage.values().forEach(ScenariosIT::assertThatEachEventFollowsTheOneBefore);
    }

    @Test
    void nothingIsSentAgainThatMayHaveBeenAccepted() {
        allOver();
        assertThat(relay.posts().repeatedAfterAcceptance()).isEmpty();
        assertThat(relay.posts().total()).isGreaterThanOrEqualTo(23);
    }

    private static void allOver() {
        ANSWERS.values().forEach(CompletableFuture::join);
        await().atMost(LIMIT).until(() -> message(externalId("0011")).getString("send"), "unknown"::equals);
    }

    /** What is said to have been shown before is what the event before said. */
    private static void assertThatEachEventFollowsTheOneBefore(List<JsonObject> events) {
        Map<String, Integer> shown = new HashMap<>();
        for (JsonObject event : events) {
            JsonObject previous = event.getJsonObject("previous");
            String about = event.getString("channel", "");
            if (!event.getString("type").equals("reply")) {
                assertThat(previous == null ? null : previous.getInteger("code"))
                        .as("previous of %s", event)
                        .isEqualTo(shown.get(about));
            }
            if (!event.getBoolean("late", false) && event.getJsonObject("status") != null) {
                shown.put(about, code(event));
            }
        }
    }

    private static HttpResponse<String> answer(String digits) {
        return Objects.requireNonNull(ANSWERS.get(digits)).join();
    }

    private static String externalId(String digits) {
        return "scenario-" + digits;
    }

    private static JsonObject message(String externalId) {
        List<JsonObject> rows = rows(object(relay.get("/api/messages?external_id=" + externalId)));
        assertThat(rows).hasSize(1);
        return detail(rows.get(0));
    }

    private static JsonObject detail(JsonObject row) {
        return object(relay.get("/api/messages/" + row.getString("id")));
    }

    private static List<JsonObject> rows(JsonObject page) {
        return objects(page, "messages");
    }

    private static List<JsonObject> events(JsonObject detail) {
        return objects(detail, "events");
    }

    private static List<String> channelCodes(JsonObject message) {
        return objects(message, "channel_status").stream()
                .map(each ->
                        each.getString("channel") + " " + (each.getJsonObject("status") == null ? null : code(each)))
                .toList();
    }

    private static String steps(JsonObject detail) {
        return events(detail).stream()
                .map(event -> event.getString("type"))
                .filter(type -> !type.endsWith("_status"))
                .collect(joining(" "));
    }

    private static int code(JsonObject of) {
        return of.getJsonObject("status").getInteger("code");
    }

    private static long seq(JsonObject event) {
        return event.getLong("seq");
    }

    private static String messageId(JsonObject event) {
        return event.getJsonObject("message").getString("id");
    }

    private static JsonObject object(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private static List<JsonObject> objects(JsonObject in, String member) {
        return in.getJsonArray(member).stream().map(JsonObject.class::cast).toList();
    }
}
