package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.TelesignAccount;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.Test;

/** TeleSign cannot be reached. What nobody waits for is tried again, and goes back into the queue where it must. */
class RequeuedIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String ADMIN = "[{id: '%s', key: '%s', roles: [send, view, admin]}]"
            .formatted(RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY);

    @Test
    void whatWasNeverSentIsSentByTheNextRelay() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                TelesignAccount account = TelesignAccount.open(600)) {
            RelayUnderTest before = RelayUnderTest.on(database, withoutTelesign());
            String id = accept(before, new JsonObject());
            awaitFurtherAttempt(before, id);
            before.stop();

            assertThat(database.texts("SELECT send FROM message")).containsExactly("accepted");
            assertThat(database.texts("SELECT not_before > now() - interval '1 minute' FROM queue"))
                    .containsExactly("t");

            RelayUnderTest after = account.relay(database, Map.of());
            await().atMost(LIMIT).until(() -> message(after, id).getString("send"), "sent"::equals);
            assertThat(events(after, id)).containsSubsequence("accepted", "sending", "requeued", "sending", "sent");
            after.stop();
        }
    }

    @Test
    void aHoldStopsWhatIsBeingTriedAgain() throws IOException {
        try (RelayUnderTest relay = RelayUnderTest.start(withoutTelesign())) {
            String id = accept(relay, new JsonObject());
            awaitFurtherAttempt(relay, id);

            JsonObject hold = new JsonObject().put("all", true).put("why", "TeleSign is away");
            assertThat(relay.post("/api/holds", hold.encode()).statusCode()).isEqualTo(201);

            await().atMost(LIMIT).until(() -> message(relay, id).getString("send"), "accepted"::equals);
            assertThat(message(relay, id).getJsonObject("queue").getBoolean("held"))
                    .isTrue();
            assertThat(message(relay, id).getString("summary")).contains("waiting to be sent again");
        }
    }

    @Test
    void itIsNotTriedAfterItsTime() throws IOException {
        try (RelayUnderTest relay = RelayUnderTest.start(withoutTelesign())) {
            Instant soon = Instant.now().plusSeconds(3);
            String id = accept(relay, new JsonObject().put("expires_at", soon.toString()));

            await().atMost(LIMIT).until(() -> message(relay, id).getString("send"), "cancelled"::equals);

            assertThat(message(relay, id).getJsonObject("status").getInteger("code"))
                    .isEqualTo(3033);
            assertThat(events(relay, id)).contains("requeued").endsWith("cancelled");
        }
    }

    private static String accept(RelayUnderTest relay, JsonObject options) {
        String body = new JsonObject(Sends.mmsThenSms("0001", "away"))
                .put("omnirelay", options)
                .encode();
        return new JsonObject(relay.postAsync("/v1/omnichannel", body, "Prefer", "respond-async")
                        .join()
                        .body())
                .getString("reference_id");
    }

    private static void awaitFurtherAttempt(RelayUnderTest relay, String id) {
        await().atMost(LIMIT)
                .until(() ->
                        events(relay, id).stream().filter("sending"::equals).count() > 1);
    }

    private static List<String> events(RelayUnderTest relay, String id) {
        JsonArray events = message(relay, id).getJsonArray("events");
        return events.stream()
                .map(event -> ((JsonObject) event).getString("type"))
                .toList();
    }

    private static JsonObject message(RelayUnderTest relay, String id) {
        return new JsonObject(relay.get("/api/messages/" + id).body());
    }

    private static Map<String, String> withoutTelesign() throws IOException {
        return new HashMap<>(Map.of(
                "sandbox.enabled",
                "false",
                "http.host",
                "127.0.0.1",
                "telesign.url",
                "http://127.0.0.1:" + portOfNobody(),
                "telesign.customer-id",
                RelayUnderTest.CUSTOMER_ID,
                "telesign.api-key",
                RelayUnderTest.API_KEY,
                "clients",
                ADMIN));
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
