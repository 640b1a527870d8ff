package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.Test;

class ArrivalTimesIT {
    /** Bucket 48 holds times from 4.1 s to 4.9 s. Of alerts fewer arrived than a median needs. */
    private static final String ARRIVED = """
            INSERT INTO arrival_count (hour, client, message_type, country, label, channel, bucket, messages)
            SELECT date_trunc('hour', now()), client, message_type, country, label, 'mms', bucket,
                   CASE message_type WHEN 'MKT' THEN 7 ELSE 6 END
            FROM message, (VALUES (20), (48), (60)) AS buckets (bucket)
            """;

    @Test
    void whatIsUnderWayIsComparedWithTheMedianOfTheDay() {
        try (RelayUnderTest relay = RelayUnderTest.start(Map.of("lookup.rate", "0"))) {
            String request = Sends.mmsThenSms("0016", "sale");
            relay.post("/v1/omnichannel", request);
            relay.post("/v1/omnichannel", request.replace("MKT", "ARN").replace("sale", "alert"));
            relay.database().execute(ARRIVED);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(summary(relay, "sale")).endsWith("no report yet (usually 4 s)."));
            assertThat(summary(relay, "alert")).endsWith("no report yet.");
        }
    }

    private static String summary(RelayUnderTest relay, String reference) {
        JsonObject page = new JsonObject(
                relay.get("/api/messages?external_id=" + reference).body());
        return page.getJsonArray("messages").getJsonObject(0).getString("summary");
    }
}
