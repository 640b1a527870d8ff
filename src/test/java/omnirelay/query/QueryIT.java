package omnirelay.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import omnirelay.message.MessageId;
import omnirelay.query.QueryUnderTest.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The read side over a small history, which the tests only read: six messages, a minute apart, and their callbacks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryIT {
    private static final String NUMBER = "15558675309";
    private static final String SALE_REFERENCE = "35C8B5D509BC10689196FED2AD551B8A";
    private static final String LATE_REFERENCE = "A0C8B5D509BC10689196FED2AD551B8A";

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
    private final Happenings happenings = new Happenings(begin);
    private final MessageId sale = happenings.id(0);
    private final MessageId code = happenings.id(1);
    private final MessageId refused = happenings.id(2);
    private final MessageId lost = happenings.id(3);
    private final MessageId waiting = happenings.id(4);
    private final MessageId late = happenings.id(5);
    private final QueryUnderTest relay = new QueryUnderTest();

    @BeforeAll
    void whatHappened() {
        saleArrivesAsSms();
        codeFails();
        relay.submit(Happenings.accepted(refused, "shop", "refused", "MKT", "15550001111", null, "n", "sms"));
        relay.submit(Happenings.refused(refused, 3203, "Callback URL parameter not enabled for Customer ID"));
        relay.submit(Happenings.accepted(lost, "shop", "lost", "ARN", "15550001111", null, "n", "sms"));
        relay.submit(Happenings.lost(lost));
        relay.submit(Happenings.accepted(waiting, "shop", "waiting", "ARN", "491711234567", null, null, "viber"));
        erase(waiting);
        callbackComesBeforeTheAnswer();
        relay.submit(
                happenings.callback(null, "F".repeat(32), "{\"reference_id\":\"F\"}", Happenings.delivered("", "")));
        relay.submit(happenings.quarantined("no JSON", "no JSON: +15558675309".getBytes(UTF_8)));
        relay.submit(happenings.quarantined("no text", new byte[] {(byte) 0xff, 0}));
    }

    private void saleArrivesAsSms() {
        relay.submit(Happenings.accepted(sale, "shop", "sale", "MKT", NUMBER, "black friday", "n", "mms", "sms"));
        relay.submit(Happenings.sent(sale, SALE_REFERENCE));
        relay.submit(happenings.callback(
                sale, SALE_REFERENCE, "{\"status\":{\"code\":3001}}", Happenings.ranOut("mms", "mms-reference")));
        relay.submit(happenings.callback(
                sale,
                SALE_REFERENCE,
                "{\"external_id\":\"x.15558675309\",\"status\":{\"code\":3000}}",
                Happenings.ranOut("mms", "mms-reference"),
                Happenings.delivered("sms", "sms-reference"),
                Happenings.delivered("", "")));
        relay.submit(happenings.reply(
                SALE_REFERENCE,
                "{\"user_response\":{\"phone_number\":\"15558675309\",\"mo_message\":\"secret STOP\"}}"));
    }

    private void codeFails() {
        relay.submit(Happenings.accepted(code, "bank", "code", "OTP", "491711234567", null, "n", "sms"));
        relay.submit(Happenings.sent(code, "B".repeat(32)));
        relay.submit(happenings.callback(
                code, null, "{\"status\":{\"code\":3003}}", Happenings.failed("sms"), Happenings.failed("")));
    }

    private void erase(MessageId id) {
        relay.execute("DELETE FROM recipient WHERE message_id = '" + id.value() + "'");
        relay.execute("DELETE FROM content WHERE message_id = '" + id.value() + "'");
    }

    /** Of which the relay knows only TeleSign's reference at first. */
    private void callbackComesBeforeTheAnswer() {
        relay.submit(Happenings.accepted(late, "shop", "late", "MKT", NUMBER, null, "n", "rcs"));
        relay.submit(happenings.callback(
                null, LATE_REFERENCE, "{\"external_id\":\"null\"}", Happenings.delivered("rcs", "rcs-reference")));
        relay.submit(Happenings.sent(late, LATE_REFERENCE));
    }

    @AfterAll
    void stop() {
        relay.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|null late waiting lost refused code sale",
                "client=shop|late waiting lost refused sale",
                "client=shop,bank&outcome=failed|code",
                "outcome=delivered|null late sale",
                "outcome=failed,rejected|refused code",
                "code=3203&code=3003|refused code",
                "channel=mms|sale",
                "channel=MMS,viber|waiting sale",
                "message_type=otp|code",
                "label=black+friday|sale",
                "country=de|waiting code",
                "send=accepted|waiting",
                "send=unknown,refused|lost refused",
                "send=accepted,sending,unknown|waiting lost",
                "external_id=sale,code|code sale",
                "external_id=nothing|",
                "reference_id=35C8B5D509BC10689196FED2AD551B8A|sale",
                "reference_id=mms-reference|sale",
                "reference_id=nothing|",
                "double_delivery=true|",
                "stale=true|",
                "double_delivery=false&client=bank|code",
            })
    void aListShowsWhatIsAskedFor(String query, String found) {
        assertThat(externalIds(relay.get("/api/messages?" + (query == null ? "" : query))))
                .isEqualTo(found == null ? "" : found);
    }

    @Test
    void aListIsAskedForByIdAndByTime() {
        assertThat(externalIds(relay.get("/api/messages?message_id=" + sale + "," + lost)))
                .isEqualTo("lost sale");
        assertThat(externalIds(relay.get("/api/messages?from=" + minute(1) + "&to=" + minute(3))))
                .isEqualTo("refused code");
        assertThat(externalIds(
                        relay.get("/api/messages?to=" + minute(1).toString().replace("Z", "+00:00"))))
                .isEqualTo("sale");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number=15558675309|phone_number|search",
                "chanel=sms|chanel|no such parameter",
                "outcome=gone|outcome|in_progress",
                "code=many|code|whole number",
                "send=maybe|send|accepted",
                "double_delivery=maybe|double_delivery|true or false",
                "stale=maybe|stale|true or false",
                "message_id=1|message_id|32 hex",
                "from=yesterday|from|2026-11-22T08:00:00Z",
                "limit=0|limit|1 to 200",
                "limit=201|limit|1 to 200",
                "cursor=nonsense|cursor|next",
            })
    void whatCannotBeMeantIsRefusedByName(String query, String field, String says) {
        HttpResponse<Buffer> answer = relay.answer(HttpMethod.GET, "/api/messages?" + query, "", Reader.VIEWER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(field);
        assertThat(answer.bodyAsJsonObject().getString("detail")).contains(says);
    }

    @Test
    void pagesFollowOneAnotherByTheirLinks() {
        List<String> pages = new ArrayList<>();
        String uri = "/api/messages?limit=2&client=shop";
        while (uri != null) {
            HttpResponse<Buffer> page = relay.answer(HttpMethod.GET, uri, "", Reader.VIEWER);
            pages.add(externalIds(page.bodyAsJsonObject()));
            String link = page.getHeader("Link");
            uri = link == null ? null : "/api/messages" + link.replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
        }

        assertThat(pages).containsExactly("late waiting", "lost refused", "sale");
    }

    @Test
    void aPageSaysWhereInTheFeedItWasRead() {
        JsonObject page = relay.get("/api/messages");

        long last = messages(page)
                .mapToLong(message -> message.getLong("seq"))
                .max()
                .orElseThrow();
        assertThat(page.getJsonObject("as_of").getLong("seq")).isEqualTo(last);
        assertThat(page.getJsonObject("as_of").getString("epoch")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"phone_number\":\"+1 (555) 867-5309\"}|late sale",
                "{\"phone_number\":\"555.867.5309\"}|late sale",
                "{\"phone_number\":\"15558675309\",\"outcome\":\"delivered\",\"channel\":[\"sms\"]}|sale",
                "{\"phone_number\":\"0171 1234567\",\"country\":\"de\"}|waiting code",
                "{\"phone_number\":\"15558675300\"}|",
                "{\"code\":3203,\"double_delivery\":false}|refused",
                "{\"code\":[3203,3003]}|refused code",
                "{\"limit\":1}|null",
                "{}|null late waiting lost refused code sale",
            })
    void aSearchFindsNumbersInAnySpelling(String body, String found) {
        assertThat(externalIds(relay.search(body, Reader.VIEWER))).isEqualTo(found == null ? "" : found);
    }

    @Test
    void aSearchIsPagedByItsBody() {
        JsonObject first = relay.search("{\"phone_number\":\"5558675309\",\"limit\":1}", Reader.VIEWER);
        JsonObject second = relay.search(
                "{\"phone_number\":\"5558675309\",\"limit\":1,\"cursor\":\"" + first.getString("next") + "\"}",
                Reader.VIEWER);

        assertThat(externalIds(first)).isEqualTo("late");
        assertThat(externalIds(second)).isEqualTo("sale");
        assertThat(second.getString("next")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"phone_number\":\"call me\"}|phone_number",
                "{\"phone_number\":5}|phone_number",
                "{\"number\":\"1\"}|number",
                "{\"code\":{}}|code",
                "{\"limit\":\"5\"}|limit",
            })
    void aSearchRefusesWhatItCannotMean(String body, String field) {
        HttpResponse<Buffer> answer = relay.answer(HttpMethod.POST, "/api/messages/search", body, Reader.VIEWER);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.bodyAsJsonObject().getString("field")).isEqualTo(field);
    }

    @Test
    void numbersAreWholeOnlyForThoseWhoMaySeeThem() {
        String query = "/api/messages?external_id=sale";

        assertThat(only(relay.get(query)).getString("phone_number")).isEqualTo("1555•••5309");
        assertThat(only(relay.get(query, Reader.CONFIDANT)).getString("phone_number"))
                .isEqualTo(NUMBER);
    }

    @Test
    void aMessageIsFoundByEveryNameItHas() {
        String alias =
                relay.get("/api/messages/" + late).getJsonArray("aliases").getString(0);

        Stream.of(sale.toString(), sale.toString().toLowerCase(Locale.ROOT), SALE_REFERENCE, "mms-reference")
                .forEach(name -> assertThat(relay.get("/api/messages/" + name).getString("external_id"))
                        .isEqualTo("sale"));
        Stream.of(alias, LATE_REFERENCE, "rcs-reference")
                .forEach(name -> assertThat(relay.get("/api/messages/" + name).getString("external_id"))
                        .isEqualTo("late"));
    }

    @ParameterizedTest
    @CsvSource({"nothing", "0190A245DB897C3E9A0B5D6F1E2C3B4A", "%00"})
    void whatIsNotThereIsNotFound(String name) {
        assertThat(relay.answer(HttpMethod.GET, "/api/messages/" + name, "", Reader.VIEWER)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theHistoryTellsHowItWent() {
        JsonObject history = relay.get("/api/messages/" + sale);

        assertThat(history.getString("summary"))
                .contains("MMS had no confirmation within 10 min, switched to SMS, confirmed at ")
                .contains("answered by the recipient at ");
        assertThat(history.getString("send")).isEqualTo("sent");
        assertThat(history.getJsonObject("explanation").getString("meaning")).isEqualTo("meaning of 3000");
        JsonObject mms = history.getJsonArray("channel_status").getJsonObject(0);
        assertThat(mms.getInteger("position")).isEqualTo(1);
        assertThat(mms.getInteger("fallback_time")).isEqualTo(600);
        assertThat(mms.getJsonObject("explanation").getString("advice")).isEqualTo("advice on 3056");
        assertThat(Instant.parse(mms.getString("fallback_deadline")))
                .isEqualTo(Instant.parse(mms.getString("began_at")).plusSeconds(10));
        assertThat(each(history, "reports", "source")).containsExactly("answer", "callback", "callback", "callback");
        assertThat(each(history, "events", "type"))
                .startsWith("accepted", "sending", "sent", "channel_status")
                .endsWith("reply");
        assertThat(each(history, "callbacks", "verdict")).containsExactly("status", "status", "reply");
    }

    @Test
    void anEventStandsInTheHistoryAsTheFeedToldIt() {
        JsonArray events = relay.get("/api/messages/" + late).getJsonArray("events");

        assertThat(each(events, "type")).contains("channel_status", "bound");
        assertThat(each(events, "seq")).isSorted();
    }

    @Test
    void rawCallbacksAndTheRequestAreRedactedForOthers() {
        String history = relay.get("/api/messages/" + sale).encode();
        String whole = relay.get("/api/messages/" + sale, Reader.CONFIDANT).encode();

        assertThat(history).doesNotContain("secret").doesNotContain(NUMBER).contains("x.1555•••5309");
        assertThat(whole).contains("secret STOP", "\"text\":\"secret\"", "x." + NUMBER);
    }

    @Test
    void theTextOfALoginCodeIsShownToNobody() {
        JsonObject whole = relay.get("/api/messages/" + code, Reader.CONFIDANT);

        assertThat(whole.encode()).doesNotContain("secret").contains("491711234567");
    }

    @Test
    void whatHasBeenErasedIsMissingAndNothingElse() {
        JsonObject history = relay.get("/api/messages/" + waiting, Reader.CONFIDANT);

        assertThat(history.getValue("request")).isNull();
        assertThat(history.getString("phone_number")).isEqualTo("4917•••4567");
        assertThat(history.getString("summary")).endsWith("waiting to be sent.");
    }

    @Test
    void callbacksAreListedNewestFirst() {
        JsonObject all = relay.get("/api/callbacks?limit=3");
        JsonObject rest = relay.get("/api/callbacks?cursor=" + all.getString("next"));

        assertThat(each(all, "callbacks", "detail")).containsExactly("no text", "no JSON", null);
        assertThat(each(rest, "callbacks", "received_at"))
                .hasSize(5)
                .isSortedAccordingTo((a, b) -> b.toString().compareTo(a.toString()));
        assertThat(each(relay.get("/api/callbacks?verdict=reply,other"), "callbacks", "detail"))
                .containsExactly("sms");
        assertThat(relay.answer(HttpMethod.GET, "/api/callbacks?verdict=bad", "", Reader.VIEWER)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void quarantineShowsWhyAndToThoseWhoMaySeeNumbersWhat() {
        JsonArray hidden = relay.get("/api/quarantine").getJsonArray("callbacks");
        JsonArray whole = relay.get("/api/quarantine", Reader.CONFIDANT).getJsonArray("callbacks");

        assertThat(each(hidden, "detail")).containsExactly("no text", "no JSON");
        assertThat(hidden.getJsonObject(0).containsKey("body_base64")).isFalse();
        assertThat(hidden.getJsonObject(1).getString("body")).isEqualTo("•••");
        assertThat(whole.getJsonObject(0).getString("body_base64")).isEqualTo("/wA=");
        assertThat(whole.getJsonObject(1).getString("body")).isEqualTo("no JSON: +15558675309");
        assertThat(whole.getJsonObject(1).getJsonObject("headers").getString("X-TS-Authorization"))
                .isEqualTo("signature");
    }

    @ParameterizedTest
    @CsvSource({"STRANGER, 401", "SENDER, 403", "VIEWER, 200", "CONFIDANT, 200"})
    void onlyThoseWhoMayViewAreAnswered(Reader reader, int status) {
        Stream.of("/api/messages", "/api/messages/" + sale, "/api/callbacks", "/api/quarantine", "/api/codes")
                .forEach(uri -> assertThat(
                                relay.answer(HttpMethod.GET, uri, "", reader).statusCode())
                        .isEqualTo(status));
        assertThat(relay.answer(HttpMethod.POST, "/api/messages/search", "{}", reader)
                        .statusCode())
                .isEqualTo(status);
    }

    private Instant minute(int minute) {
        return begin.plus(minute, ChronoUnit.MINUTES);
    }

    private static Stream<JsonObject> messages(JsonObject page) {
        return page.getJsonArray("messages").stream().map(JsonObject.class::cast);
    }

    private static JsonObject only(JsonObject page) {
        assertThat(page.getJsonArray("messages")).hasSize(1);
        return page.getJsonArray("messages").getJsonObject(0);
    }

    private static String externalIds(JsonObject page) {
        return String.join(
                " ",
                messages(page)
                        .map(message -> String.valueOf(message.getString("external_id")))
                        .toList());
    }

    private static List<Object> each(JsonObject json, String array, String member) {
        return each(json.getJsonArray(array), member);
    }

    private static List<Object> each(JsonArray array, String member) {
        List<Object> values = new ArrayList<>();
        array.forEach(element -> values.add(((JsonObject) element).getValue(member)));
        return values;
    }
}
