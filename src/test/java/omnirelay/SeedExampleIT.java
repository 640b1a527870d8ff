package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TeleSign's own example, word for word: sent, reported by MMS as timed out and by SMS as delivered. */
class SeedExampleIT {
    private static final String SEED_REFERENCE = "35C8B5D509BC10689196FED2AD551B8A";

    private static RelayUnderTest relay;

    /** At TeleSign's own pace the sandbox says nothing more for ten minutes: what the test reports is all there is. */
    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of("sandbox.time-scale", "1"));
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void failsOnMmsAndArrivesAsSms(String method) {
        try (FeedClient feed = relay.feed()) {
            feed.subscribeToAllFrom("now");

            HttpResponse<String> answer = relay.post("/v1/omnichannel", file("send-mms-then-sms.json"));
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonObject accepted = new JsonObject(answer.body());
            String reference = accepted.getString("reference_id");
            assertThat(reference).matches("[0-9A-F]{32}");
            assertThat(accepted.getJsonObject("status").getInteger("code")).isEqualTo(3001);
            assertThat(accepted.getJsonObject("status").getString("description"))
                    .isEqualTo("Message in progress");

            String callback =
                    file("callback-seed-external-id-null-as-text.json").replace(SEED_REFERENCE, reference);
            assertThat(callBack(method, callback).body()).isEqualTo("{}");

            JsonObject status = lookUp(reference);
            assertThat(status.getJsonObject("status").getInteger("code")).isEqualTo(3000);
            assertThat(status.getJsonObject("status").getString("last_channel")).isEqualTo("sms");
            assertThat(channelCodes(status)).containsExactly("mms 3056", "sms 3000");

            List<JsonObject> pushed =
                    feed.eventsUntil(event -> event.getString("type").equals("message_status") && code(event) == 3000);
            assertThat(pushed)
                    .filteredOn(event -> event.getString("type").equals("channel_status"))
                    .extracting(event -> event.getString("channel") + " " + code(event))
                    .endsWith("mms 3056", "sms 3000");
            assertThat(pushed.get(pushed.size() - 1).getJsonObject("message").getString("reference_id"))
                    .isEqualTo(reference);
        }
    }

    private static HttpResponse<String> callBack(String method, String body) {
        return relay.send(HttpRequest.newBuilder(relay.uri("/callbacks/telesign"))
                .header("Content-Type", "application/json")
                .header("Authorization", RelayUnderTest.signature(body))
                .method(method, BodyPublishers.ofString(body)));
    }

    private static JsonObject lookUp(String reference) {
        return new JsonObject(relay.get("/v1/omnichannel/" + reference).body());
    }

    private static List<String> channelCodes(JsonObject status) {
        return status.getJsonArray("channel_status").stream()
                .map(JsonObject.class::cast)
                .map(entry -> entry.fieldNames().iterator().next())
                .map(channel -> channel + " " + code(status, channel))
                .toList();
    }

    private static int code(JsonObject status, String channel) {
        return status.getJsonArray("channel_status").stream()
                .map(JsonObject.class::cast)
                .filter(entry -> entry.containsKey(channel))
                .findFirst()
                .orElseThrow()
                .getJsonObject(channel)
                .getInteger("code");
    }

    private static int code(JsonObject event) {
        return event.getJsonObject("status").getInteger("code");
    }

    private static String file(String name) {
        try (var in = SeedExampleIT.class.getResourceAsStream("/telesign/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
