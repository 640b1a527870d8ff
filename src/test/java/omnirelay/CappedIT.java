package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is over a cap is turned away with 429 and 3204, and told as an event. */
class CappedIT {
    private static final String SEND = "/v1/omnichannel";
    private static final Map<String, String> TWO_A_DAY = Map.of("caps", "[{per: number, limit: 2, within: day}]");

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(TWO_A_DAY);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void theThirdIsRefusedAndToldAsAnEvent() {
        assertThat(send("8001", "a")).isEqualTo("200 3001");
        assertThat(send("8001", "b")).isEqualTo("200 3001");

        HttpResponse<String> third = relay.post(SEND, Sends.mmsThenSms("8001", "over-the-cap"));

        assertThat(said(third)).isEqualTo("429 3204");
        assertThat(new JsonObject(third.body()).getJsonObject("omnirelay").getString("detail"))
                .startsWith("Not sent: the cap of 2 a day for this number was reached; there is room again at ");
        JsonObject message = message("over-the-cap");
        assertThat(message.getString("send")).isEqualTo("refused");
        assertThat(message.getString("summary")).startsWith("Not sent: the cap of 2 a day for this number");
        JsonArray events = new JsonObject(
                        relay.get("/api/messages/" + message.getString("id")).body())
                .getJsonArray("events");
        assertThat(events).hasSize(2);
        assertThat(events.getJsonObject(1).getString("type")).isEqualTo("refused");
        assertThat(events.getJsonObject(1).getString("by")).isEqualTo("cap");
        assertThat(events.getJsonObject(1).getInteger("limit")).isEqualTo(2);
        assertThat(relay.posts().of(message.getString("id") + ".over-the-cap")).isEmpty();
    }

    @Test
    void whoDoesNotWaitIsRefusedToo() {
        IntStream.range(0, 2).forEach(i -> send("8002", null));

        HttpResponse<String> third = deferred("8002", "third");

        assertThat(said(third)).isEqualTo("429 3204");
    }

    @Test
    void ofManyAtOnceTwoAreTaken() {
        List<String> answers = IntStream.range(0, 30)
                .mapToObj(i -> relay.postAsync(SEND, Sends.mmsThenSms("0001", "many-" + i)))
                .toList()
                .stream()
                .map(answer -> said(answer.join()))
                .toList();

        assertThat(answers).filteredOn("200 3001"::equals).hasSize(2);
        assertThat(answers).filteredOn("429 3204"::equals).hasSize(28);
    }

    /** Neither a replay nor an invalid command is one more, and a replay is answered also when there is no room. */
    @Test
    void onlyWhatIsNewCounts() {
        for (int i = 0; i < 4; i++) {
            assertThat(keyed("8003", "one")).isEqualTo("200 3001");
        }
        relay.post(SEND, Sends.mmsThenSms("8003", null, "NO-SUCH-TYPE"));
        assertThat(keyed("8003", "two")).isEqualTo("200 3001");
        assertThat(keyed("8003", "three")).isEqualTo("429 3204");
        assertThat(keyed("8003", "one")).isEqualTo("200 3001");
        assertThat(keyed("8003", "three")).isEqualTo("429 3204");
    }

    @Test
    void whoDidNotWaitIsToldTheSameAgainAlsoWhenThereIsNoRoom() {
        relay.database().execute("INSERT INTO hold (message_type, who, why) VALUES ('ARN', 'a test', 'so they wait')");
        HttpResponse<String> first = deferred("8006", "waits-one");
        deferred("8006", "waits-two");
        assertThat(said(deferred("8006", "waits-three"))).isEqualTo("429 3204");

        HttpResponse<String> again = deferred("8006", "waits-one");

        assertThat(said(again)).isEqualTo("202 3001");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isPresent()
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(said(keyed("8006", "waits-one", "ARN"))).isEqualTo("409 3001");
    }

    @Test
    void whatWasCountedIsStillKnownAfterARestart() {
        RelayUnderTest before = RelayUnderTest.start(TWO_A_DAY);
        IntStream.range(0, 2).forEach(i -> before.post(SEND, Sends.mmsThenSms("8004", null)));
        before.stop();

        try (RelayUnderTest after = RelayUnderTest.on(before.database(), TWO_A_DAY)) {
            assertThat(said(after.post(SEND, Sends.mmsThenSms("8004", null)))).isEqualTo("429 3204");
            assertThat(said(after.post(SEND, Sends.mmsThenSms("8005", null)))).isEqualTo("200 3001");
        }
    }

    private static String send(String digits, @Nullable String externalId) {
        return said(relay.post(SEND, Sends.mmsThenSms(digits, externalId)));
    }

    private static String keyed(String digits, String key) {
        return said(keyed(digits, key, "MKT"));
    }

    private static HttpResponse<String> deferred(String digits, String key) {
        return keyed(digits, key, "ARN", "Prefer", "respond-async");
    }

    private static HttpResponse<String> keyed(String digits, String key, String type, String... more) {
        String[] headers = Stream.concat(Stream.of("Idempotency-Key", key), Stream.of(more))
                .toArray(String[]::new);
        return relay.postAsync(SEND, Sends.mmsThenSms(digits, null, type), headers)
                .join();
    }

    private static String said(HttpResponse<String> response) {
        return response.statusCode() + " "
                + new JsonObject(response.body()).getJsonObject("status").getInteger("code");
    }

    private static JsonObject message(String externalId) {
        return new JsonObject(
                        relay.get("/api/messages?external_id=" + externalId).body())
                .getJsonArray("messages")
                .getJsonObject(0);
    }
}
