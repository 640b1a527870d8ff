package omnirelay;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.Test;

/** A command that may be tried again, but not after its time. */
class ExpiryIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** It is otherwise tried for ten minutes. */
    @Test
    void whatTelesignCannotBeReachedForIsNotTriedAfterItsTime() throws IOException {
        Map<String, String> settings = Map.of(
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
                "[{id: '%s', key: '%s', roles: [send, view]}]"
                        .formatted(RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY));
        try (RelayUnderTest relay = RelayUnderTest.start(settings)) {
            JsonObject soon = new JsonObject()
                    .put("expires_at", Instant.now().plusSeconds(3).toString());
            String body = new JsonObject(Sends.mmsThenSms("0001", "away"))
                    .put("omnirelay", soon)
                    .encode();
            String id = new JsonObject(relay.postAsync("/v1/omnichannel", body, "Prefer", "respond-async")
                            .join()
                            .body())
                    .getString("reference_id");

            await().atMost(LIMIT)
                    .until(
                            () -> new JsonObject(
                                            relay.get("/api/messages/" + id).body())
                                    .getString("send"),
                            "refused"::equals);
        }
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
