package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure equals the list of the messages behind it. */
class SummaryIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SCENARIOS = 19;

    /** These end without a status, so they stay as they are. */
    private static final List<String> SILENT = List.of("0016");

    private static RelayUnderTest relay;

    @BeforeAll
    static void send() {
        relay = RelayUnderTest.start(Map.of("labels.pattern", "^([a-z]+)-", "lookup.rate", "0"));
        List<String> types = List.of("MKT", "OTP", "ARN");
        IntStream.rangeClosed(1, SCENARIOS)
                .mapToObj(i -> "%04d".formatted(i))
                .flatMap(digits -> types.stream()
                        .map(type -> relay.postAsync(
                                "/v1/omnichannel",
                                Sends.mmsThenSms(digits, type.toLowerCase(Locale.ROOT) + "-" + digits, type))))
                .toList()
                .forEach(answer -> answer.join());
        await().atMost(LIMIT).until(() -> messages("outcome=in_progress") <= (long) SILENT.size() * types.size());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "message_type=MKT",
                "message_type=OTP,ARN",
                "label=otp",
                "country=US",
                "country=GB",
                "client=another"
            })
    void everyFigureEqualsItsList(String filter) {
        JsonObject summary = summary(filter);

        assertThat(summary.getLong("messages")).isEqualTo(messages(filter));
        assertThat(summary.getLong("double_deliveries")).isEqualTo(messages(filter + "&double_delivery=true"));
        for (String outcome :
                List.of("in_progress", "delivered", "read", "unconfirmed", "failed", "rejected", "blocked")) {
            assertThat(summary.getJsonObject("outcomes").getLong(outcome, 0L))
                    .as(outcome)
                    .isEqualTo(messages(filter + "&outcome=" + outcome));
        }
        for (String send : List.of("accepted", "sending", "unknown", "cancelled", "refused", "sent")) {
            assertThat(summary.getJsonObject("sends").getLong(send, 0L))
                    .as(send)
                    .isEqualTo(messages(filter + "&send=" + send));
        }
        each(summary.getJsonArray("codes"))
                .forEach(code -> assertThat(code.getLong("messages"))
                        .as("%s", code)
                        .isEqualTo(messages(filter + "&code=" + code.getInteger("code") + "&outcome="
                                + code.getString("outcome"))));
        assertThat(each(summary.getJsonArray("steps"))
                        .mapToLong(step -> step.getLong("messages"))
                        .sum())
                .isEqualTo(summary.getLong("messages"));
    }

    @Test
    void channelsTellHowLongTheyTook() {
        JsonObject sms = each(summary("").getJsonArray("channels"))
                .filter(channel -> channel.getString("channel").equals("sms"))
                .findFirst()
                .orElseThrow();

        JsonObject arrival = sms.getJsonObject("arrival");
        JsonObject outcomes = sms.getJsonObject("outcomes");
        assertThat(arrival.getLong("messages"))
                .isPositive()
                .isEqualTo(outcomes.getLong("delivered", 0L) + outcomes.getLong("read", 0L));
        assertThat(each(arrival.getJsonArray("buckets"))
                        .mapToLong(bucket -> bucket.getLong("messages"))
                        .sum())
                .isEqualTo(arrival.getLong("messages"));
        assertThat(arrival.getLong("p50_ms")).isPositive().isLessThanOrEqualTo(arrival.getLong("p99_ms"));
    }

    @Test
    void whatNothingWasSentInIsEmptyAndNotAnError() {
        JsonObject summary = summary("from=2001-01-01T00:00:00Z&to=2001-02-01T00:00:00Z");

        assertThat(summary.getLong("messages")).isZero();
        assertThat(summary.getJsonArray("steps")).isEmpty();
        assertThat(summary.getString("step")).isEqualTo("day");
        assertThat(Instant.parse(summary.getString("counted_since"))).isBefore(Instant.now());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from=2030-01-02T00:00:00Z&to=2030-01-01T00:00:00Z | from
            from=2001-01-01T00:00:00Z                         | from
            from=yesterday                                    | from
            step=week                                         | step
            step=hour&from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z | step
            outcome=failed                                    | outcome
            """)
    void whatCannotBeMeantIsRefusedByName(String query, String field) {
        HttpResponse<String> answer = relay.get("/api/summary?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("field")).isEqualTo(field);
    }

    private static Stream<JsonObject> each(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static JsonObject summary(String query) {
        return new JsonObject(relay.get("/api/summary?" + query).body());
    }

    private static long messages(String query) {
        JsonObject page =
                new JsonObject(relay.get("/api/messages?limit=200&" + query).body());
        assertThat(page.getValue("next")).isNull();
        return page.getJsonArray("messages").size();
    }
}
