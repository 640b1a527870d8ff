package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and recipients are found by whatever a person has at hand. */
class FindIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static RelayUnderTest relay;
    private static JsonObject order;

    @BeforeAll
    static void send() {
        relay = RelayUnderTest.start(Map.of());
        relay.post("/v1/omnichannel", Sends.mmsThenSms("0001", "order-1"));
        relay.post("/v1/omnichannel", Sends.mmsThenSms("0019", "stopped"));
        relay.post("/v1/omnichannel", Sends.mmsThenSms("0018", "blocked"));
        await().atMost(LIMIT)
                .until(() -> Stream.of("order-1", "stopped", "blocked")
                        .noneMatch(name -> listed(name)
                                .getJsonObject("status")
                                .getString("outcome")
                                .equals("in_progress")));
        await().atMost(LIMIT).until(() -> recipient("15558670019").getValue("opted_out") != null);
        order = listed("order-1");
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15558670001",
                "+1 555 867 0001",
                "  +1 (555) 867-0001 ",
                "001 555.867.0001",
                "(555) 867-0001",
                "555-867-0001",
                "tel:+1-555-867-0001"
            })
    void aNumberIsFoundInAnySpelling(String spelling) {
        JsonObject found = find(spelling);

        assertThat(references(found)).containsExactly("order-1");
        assertThat(found.getJsonArray("recipients")).hasSize(1);
        assertThat(found.getJsonArray("understood").getJsonObject(0).getString("as"))
                .isEqualTo("number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001",
                "…0001",
                "...0001",
                "0001 today",
                "0001 %1$s",
                "…0001 %1$s",
                "0001 %2$s",
                "0001 %2$s %1$s"
            })
    void theLastFourDigitsAreEnoughAlsoWithATime(String text) {
        OffsetDateTime at = OffsetDateTime.parse(order.getString("accepted_at")).withOffsetSameInstant(ZoneOffset.UTC);
        String written = text.formatted(DateTimeFormatter.ofPattern("HH:mm").format(at), LocalDate.from(at));

        assertThat(references(find(written))).containsExactly("order-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001 yesterday", "0001 2001-01-01", "9999", "15550009999", "no such reference"})
    void whereNothingIsFoundItIsSaidSinceWhenThereAreRecords(String text) {
        JsonObject found = find(text);

        assertThat(found.getJsonArray("messages")).isEmpty();
        assertThat(found.getJsonArray("recipients")).isEmpty();
        assertThat(OffsetDateTime.parse(found.getString("records_since")))
                .isBeforeOrEqualTo(OffsetDateTime.parse(order.getString("accepted_at")));
    }

    @Test
    void everyReferenceIsFoundInEitherCase() {
        for (String name : new String[] {"id", "reference_id", "external_id"}) {
            assertThat(references(find(order.getString(name)))).as(name).containsExactly("order-1");
        }
        assertThat(references(find(order.getString("reference_id").toLowerCase(Locale.ROOT))))
                .containsExactly("order-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "' OR 1=1 --",
                "%",
                "0001 25:61",
                "0001 2026-02-30",
                "٠٠٠١",
                "\u202e1000",
                "\ud83d\ude00",
                "((((((((((1",
                "+1 555 867 000 100 200 300"
            })
    void hostileTextFindsNothingAndBreaksNothing(String text) {
        assertThat(find(text).getJsonArray("messages")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                   | query
            {"query":"   "}                      | query
            {"query":1}                          | query
            {"query":"0001","zone":"Nowhere/At"} | zone
            {"query":"0001","color":"red"}       | color
            """)
    void whatCannotBeMeantIsRefusedByName(String body, String field) {
        HttpResponse<String> answer = relay.post("/api/find", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("field")).isEqualTo(field);
    }

    @Test
    void theRecipientTellsWhatWorkedAndHowOthersFare() {
        JsonObject recipient = recipient("15558670001");

        assertThat(recipient.getJsonObject("last_worked").getString("channel")).isEqualTo("mms");
        assertThat(recipient.getJsonArray("messages").getJsonObject(0).getLong("took_ms"))
                .isPositive();
        assertThat(recipient.getValue("opted_out")).isNull();
        assertThat(recipient.getValue("blocked")).isNull();
        JsonObject mms = recipient.getJsonArray("others").getJsonObject(0);
        assertThat(mms.getString("country")).isEqualTo("US");
        assertThat(mms.getJsonObject("now").getLong("messages")).isPositive();
        assertThat(mms.getJsonObject("before").getLong("messages")).isZero();
    }

    @Test
    void theRecipientTellsSinceWhenAndByWhichAnswerItIsOptedOut() {
        JsonObject recipient = recipient("15558670019");

        assertThat(recipient.getJsonObject("opted_out").getString("message_id"))
                .isEqualTo(listed("stopped").getString("id"));
        assertThat(recipient.getJsonArray("replies")).hasSize(1);
    }

    @Test
    void theRecipientTellsThatItIsBlocked() {
        assertThat(recipient("15558670018").getJsonObject("blocked").getString("message_id"))
                .isEqualTo(listed("blocked").getString("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15558670001", "x", "%", "AAAA", "..%2f"})
    void noOtherAddressStandsForARecipient(String token) {
        assertThat(relay.get("/api/recipients/" + token.replace("%", "%25")).statusCode())
                .isEqualTo(404);
    }

    private static JsonObject find(String text) {
        HttpResponse<String> answer =
                relay.post("/api/find", new JsonObject().put("query", text).encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject recipient(String number) {
        String token = find(number).getJsonArray("recipients").getJsonObject(0).getString("token");
        assertThat(token).doesNotContain(number);
        HttpResponse<String> answer = relay.get("/api/recipients/" + token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject listed(String externalId) {
        JsonArray messages = new JsonObject(
                        relay.get("/api/messages?external_id=" + externalId).body())
                .getJsonArray("messages");
        return messages.getJsonObject(0);
    }

    private static Stream<String> references(JsonObject found) {
        return found.getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .map(message -> message.getString("external_id"));
    }
}
