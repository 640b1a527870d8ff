package omnirelay.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators look at first. */
class NowIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SEND = "/v1/omnichannel";
    private static final String ADMIN = "[{id: ops, key: 'a-key-of-operators', roles: [view, admin]}]";

    private RelayUnderTest relay;

    @BeforeEach
    void start() {
        relay = RelayUnderTest.start(Map.of("telesign.rate", "10", "lookup.rate", "0", "clients", ADMIN));
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    @Test
    void whatHasNeverHappenedIsNotCalledZero() {
        JsonObject now = now();

        assertThat(now.getValue("last_callback")).isNull();
        assertThat(now.getJsonObject("login_codes").getValue("week_before")).isNull();
        assertThat(now.getJsonObject("login_codes").getJsonArray("countries")).isEmpty();
        assertThat(now.getJsonObject("forwarding").getValue("oldest_seconds")).isNull();
        assertThat(each(now.getJsonArray("waiting")).map(lane -> lane.getString("lane")))
                .containsExactly("otp", "arn", "mkt");
    }

    @Test
    void loginCodesCountOnceTheyHaveHadTheirTime() {
        relay.post(SEND, Sends.mmsThenSms("0001", "in-time", "OTP"));
        relay.post(SEND, Sends.mmsThenSms("0016", "never", "OTP"));
        relay.post(SEND, Sends.mmsThenSms("0001", "no-code", "MKT"));
        await().atMost(LIMIT).until(() -> settled("in-time") && settled("no-code"));
        assertThat(now().getJsonObject("login_codes").getJsonArray("countries")).isEmpty();

        halfAMinutePasses();

        JsonObject codes = now().getJsonObject("login_codes");
        assertThat(codes.getJsonArray("countries"))
                .containsExactly(
                        new JsonObject().put("country", "US").put("messages", 2).put("confirmed", 1));
        String span = "&from=" + codes.getString("from") + "&to=" + codes.getString("to");
        assertThat(messages("message_type=OTP&country=US&send=sent,unknown" + span))
                .isEqualTo(2);
    }

    @Test
    void aWeekBeforeComesFromTheCounts() {
        relay.database().execute("""
                UPDATE feed_head SET counted_since = now() - interval '8 days';
                INSERT INTO message_count VALUES
                  (date_trunc('hour', now() - interval '7 days', 'UTC'), 'a', 'OTP', 'US', NULL, 'sent', 3000, 'delivered', false, 90),
                  (date_trunc('hour', now() - interval '7 days', 'UTC'), 'a', 'OTP', 'GB', NULL, 'sent', 3016, 'failed', false, 10),
                  (date_trunc('hour', now() - interval '7 days', 'UTC'), 'a', 'MKT', 'US', NULL, 'sent', 3000, 'delivered', false, 7);
                INSERT INTO arrival_count VALUES
                  (date_trunc('hour', now() - interval '7 days', 'UTC'), 'a', 'OTP', 'US', NULL, 'sms', 40, 85),
                  (date_trunc('hour', now() - interval '7 days', 'UTC'), 'a', 'OTP', 'US', NULL, 'sms', 70, 5)
                """);

        JsonObject before = now().getJsonObject("login_codes").getJsonObject("week_before");

        assertThat(before.getInteger("messages")).isEqualTo(100);
        assertThat(before.getInteger("confirmed")).isEqualTo(85);
    }

    @Test
    void whatWaitsIsToldWithTheTimeItTakes() {
        assertThat(hold()).isEqualTo(201);
        for (int i = 0; i < 30; i++) {
            relay.postAsync(SEND, Sends.mmsThenSms("0001", "held-" + i), "Prefer", "respond-async")
                    .join();
        }

        JsonObject now = now();
        JsonObject marketing = now.getJsonArray("waiting").getJsonObject(2);

        assertThat(marketing.getInteger("waiting")).isEqualTo(30);
        assertThat(marketing.getLong("oldest_seconds")).isNotNegative();
        assertThat(marketing.getLong("empty_in_seconds")).isEqualTo(Math.round(30 / (now.getDouble("rate") * 0.8)));
        assertThat(now.getJsonObject("held"))
                .isEqualTo(new JsonObject().put("holds", 1).put("waiting", 30));
    }

    @Test
    void failuresAreToldByWhatTheyEndedWith() {
        relay.post(SEND, Sends.mmsThenSms("0004", "fails"));
        await().atMost(LIMIT).until(() -> settled("fails"));

        JsonObject failure = now().getJsonArray("failures").getJsonObject(0);

        assertThat(failure.getInteger("this_hour") + failure.getInteger("last_hour"))
                .isOne();
        assertThat(now().getJsonObject("last_callback").getLong("seconds_ago")).isBetween(0L, 30L);
    }

    private int hold() {
        JsonObject hold = new JsonObject().put("all", true).put("why", "a test");
        return relay.postAsync("/api/holds", hold.encode(), "Authorization", basic("ops", "a-key-of-operators"))
                .join()
                .statusCode();
    }

    private static String basic(String id, String key) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + key).getBytes(UTF_8));
    }

    /** For messages, which keep the time at which they were accepted in their ids. */
    private void halfAMinutePasses() {
        relay.database().execute("""
                SET session_replication_role = replica;
                UPDATE report SET message_id = overlay(message_id::text PLACING
                  left(uuid_floor(now() - interval '40 s')::text, 13) FROM 1 FOR 13)::uuid;
                UPDATE message SET accepted_at = accepted_at, id = overlay(id::text PLACING
                  left(uuid_floor(now() - interval '40 s')::text, 13) FROM 1 FOR 13)::uuid
                """);
    }

    private boolean settled(String externalId) {
        JsonObject page = new JsonObject(
                relay.get("/api/messages?external_id=" + externalId).body());
        return each(page.getJsonArray("messages"))
                .noneMatch(message ->
                        message.getJsonObject("status").getString("outcome").equals("in_progress"));
    }

    private int messages(String filter) {
        return new JsonObject(relay.get("/api/messages?" + filter).body())
                .getJsonArray("messages")
                .size();
    }

    private JsonObject now() {
        return new JsonObject(relay.get("/api/now").body());
    }

    private static Stream<JsonObject> each(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
