package omnirelay.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How TeleSign's way to the relay stands, on a clock that runs 600 times faster. */
class ConnectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Vertx VERTX = Vertx.vertx();

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of("lookup.rate", "0"));
    }

    @AfterAll
    static void stop() {
        relay.close();
        VERTX.close().await();
    }

    @Test
    void silenceIsToldAndEnds() {
        await().atMost(LIMIT).until(() -> telesign() != null);
        assertThat(Objects.requireNonNull(telesign()).getValue("last_report")).isNull();
        assertThat(Objects.requireNonNull(telesign()).getValue("awaited_since")).isNull();

        send("0016");
        await().atMost(LIMIT).until(() -> told("silent").equals(true));
        assertThat(told("last_report")).isNull();
        try (FeedClient feed = relay.feed()) {
            assertThat(feed.next("hello")).isNotNull();
            feed.send("{\"type\":\"subscribe\",\"after\":\"now\",\"heartbeat_seconds\":1}");
            JsonObject heartbeat = feed.next(frame -> frame.getString("type").equals("heartbeat"));
            assertThat(heartbeat.getJsonObject("telesign").getBoolean("silent")).isTrue();
        }

        send("0001");
        await().atMost(LIMIT).until(() -> told("silent").equals(false));
        assertThat(Instant.parse((String) told("last_report")))
                .isAfter(Instant.parse(relay.database()
                        .texts("SELECT to_json(min(accepted_at)) #>> '{}' FROM message")
                        .get(0)));
    }

    /** Fifty reports, awaited 100 to 5,000 ms each: each message was sent when the report before it came. */
    @Test
    void theUsualTimeIsThatOfNineInTen() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("""
                    CREATE TEMPORARY TABLE told AS
                      SELECT n, now() - interval '1 hour' + interval '10 s' * n AS at, n * interval '100 ms' AS wait
                      FROM generate_series(1, 50) AS n;
                    INSERT INTO message (id, accepted_at, changed_at, seq, sent_here, channels, fallback_seconds, send, attempt,
                        began_at, reference_taken, code, description, outcome, final, double_delivery)
                      SELECT uuid_floor(at), at, at, n, true, '{sms}', '{0}', 'sent', 1, at - wait, false, 3000, '', 'delivered',
                        true, false FROM told;
                    INSERT INTO callback (message_id, hash, received_at, concerns, verdict, detail, method, key_id)
                      SELECT uuid_floor(at), n, at, true, 'status', '', 'POST', '' FROM told
                    """);

            Pool pool = database.pool(VERTX);
            assertThat(Soon.await(new TelesignLinkStore(pool).usual())).isEqualTo(Duration.ofMillis(4_500));
            database.execute("DELETE FROM callback WHERE received_at > now() - interval '1 hour' + interval '195 s'");
            assertThat(Soon.await(new TelesignLinkStore(pool).usual())).isNull();
            Soon.await(pool.close());
        }
    }

    @Test
    void refusedCallbacksAreCountedByCause() {
        assertThat(callback("Authorization", "TSA nobody:c2ln")).isEqualTo(401);
        assertThat(callback("Authorization", "TSA nobody:c2ln")).isEqualTo(401);
        assertThat(callback("X-Nothing", "none")).isEqualTo(401);

        await().atMost(LIMIT).until(() -> causes().size() == 2);
        assertThat(causes())
                .extracting(cause ->
                        ((JsonObject) cause).getString("cause") + " " + ((JsonObject) cause).getInteger("refusals"))
                .containsExactlyInAnyOrder("unknown_customer 2", "missing 1");
    }

    private static int callback(String header, String value) {
        return relay.send(HttpRequest.newBuilder(relay.uri("/callbacks/telesign"))
                        .header(header, value)
                        .POST(BodyPublishers.ofString("{}")))
                .statusCode();
    }

    private static JsonArray causes() {
        return connection().getJsonObject("refused").getJsonArray("causes");
    }

    private static Object told(String member) {
        return Objects.requireNonNull(telesign()).getValue(member);
    }

    private static @Nullable JsonObject telesign() {
        return connection().getJsonObject("telesign");
    }

    private static JsonObject connection() {
        return new JsonObject(relay.get("/api/connection").body());
    }

    private static void send(String digits) {
        assertThat(relay.post("/v1/omnichannel", Sends.mmsThenSms(digits, null)).statusCode())
                .isEqualTo(200);
    }
}
