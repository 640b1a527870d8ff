package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import omnirelay.support.ApiContract;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The relay as nothing but a second callback address. */
class ListenOnlyIT {
    private static final String DELIVERED = """
            {"reference_id": "35C8B5D509BC10689196FED2AD551B8A", "external_id": null,
             "status": {"code": 3000, "description": "Delivered", "last_channel": "sms",
                        "updated_on": "2026-11-22T08:00:00.000000Z"},
             "channel_status": [{"sms": {"code": 3000, "description": "Delivered",
                                 "reference_id": "65C77D4A6C5C09085694EFB6C558B4C7",
                                 "updated_on": "2026-11-22T08:00:00.000000Z"}}]}""";

    private final RelayUnderTest relay = RelayUnderTest.start(Map.of("send.enabled", "false"));

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void callbacksComeInAndTheFeedGoesOut() {
        try (FeedClient feed = relay.feed()) {
            feed.subscribeToAllFrom("now");

            HttpResponse<String> kept = relay.send(relay.request("/callbacks/telesign")
                    .setHeader("Authorization", RelayUnderTest.signature(DELIVERED))
                    .POST(BodyPublishers.ofString(DELIVERED)));

            assertThat(kept.statusCode()).isEqualTo(200);
            feed.eventsUntil(event -> event.getString("type").equals("channel_status")
                    && event.getString("channel").equals("sms"));
        }
        assertThat(relay.get("/api/messages").body()).contains("35C8B5D509BC10689196FED2AD551B8A");
    }

    @Test
    void nothingIsSentAndNothingPassedOn() {
        HttpResponse<String> send = relay.post("/v1/omnichannel", """
                {"channels": [{"channel": "sms"}], "recipient": {"phone_number": "15555550001"},
                 "message": {"sms": {"template": "text", "parameters": {"text": "hi"}}}, "message_type": "MKT"}""");

        assertThat(new JsonObject(send.body()).getJsonObject("status").getInteger("code"))
                .isEqualTo(3206);
        assertThat(send.body()).contains("only listens");
        HttpResponse<String> passed = relay.send(relay.request("/v1/messaging").POST(BodyPublishers.ofString("a=b")));
        assertThat(passed.statusCode()).isEqualTo(404);
        assertThat(relay.posts().total()).isZero();
        assertThat(new JsonObject(relay.get("/api/messages").body()).getJsonArray("messages"))
                .isEmpty();
    }

    @Test
    void itIsReady() {
        HttpResponse<String> ready =
                ApiContract.checked(relay.send(relay.request("/health/ready").GET()));

        assertThat(ready.statusCode()).isEqualTo(200);
    }
}
