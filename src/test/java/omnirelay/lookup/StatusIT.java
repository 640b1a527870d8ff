package omnirelay.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import omnirelay.support.LogBook;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.TelesignAccount;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** GET /v1/omnichannel/{id}: from what is known where that is good enough, from TeleSign where it is not. */
class StatusIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static TelesignAccount account;
    private static TestDatabase database;
    private static RelayUnderTest relay;

    /** It asks nothing by itself, so that what is asked is the test's. */
    @BeforeAll
    static void start() {
        account = TelesignAccount.open(600);
        database = TestDatabase.create();
        relay = account.relay(database, Map.of("lookup.rate", "0", "telesign.timeout", "3s"));
    }

    @AfterAll
    static void stop() {
        relay.close();
        account.close();
    }

    @Test
    void asksTelesignOnlyWhereNothingWasHeardForLong() {
        String reference = sent("0016");
        assertThat(code(look(reference))).isEqualTo(3001);

        hearNothingForAnHour(reference);
        await().atMost(LIMIT).until(() -> {
            hearNothingForAnHour(reference);
            return code(look(reference)) == 3000;
        });

        JsonObject known = look(reference);
        assertThat(known.getString("external_id")).isEqualTo("mine");
        assertThat(known.getJsonArray("channel_status").getJsonObject(0).containsKey("mms"))
                .isTrue();
        double asked = measured("omnirelay_lookups_total");
        hearNothingForAnHour(reference);
        assertThat(code(look(reference))).isEqualTo(3000);
        assertThat(measured("omnirelay_lookups_total")).isEqualTo(asked);
    }

    @Test
    void looksUpAtOnceForWhoeverWantsItNow() {
        String reference = sent("0016");
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonObject message = object(relay.post("/api/messages/" + reference + "/look-up", "{}"));
            assertThat(code(message)).isEqualTo(3000);
            assertThat(message.getJsonObject("look_up").getInteger("looks")).isPositive();
        });
    }

    @Test
    void keepsWhatTelesignKnowsOfMessagesThatTheRelayDidNotSend() {
        String reference = account.send(Sends.mmsThenSms("0016", "theirs"));

        JsonObject told = look(reference);

        assertThat(told.getString("reference_id")).isEqualTo(reference);
        assertThat(told.getString("external_id")).isEqualTo("theirs");
        JsonObject kept = object(relay.get("/api/messages/" + reference));
        assertThat(kept.getBoolean("sent_here")).isFalse();
        assertThat(kept.getString("external_id")).isEqualTo("theirs");
        assertThat(kept.getJsonArray("events").getJsonObject(0).getBoolean("looked_up"))
                .isTrue();
    }

    @Test
    void asksOnlyOnceAboutWhatTelesignDoesNotKnow() {
        String reference = "35C8B5D509BC10689196FED2AD551B8B";
        double before = measured("omnirelay_lookups_total{outcome=\"refused\"}");

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> unknown = relay.get("/v1/omnichannel/" + reference);
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(code(object(unknown))).isEqualTo(-10004);
        }

        assertThat(measured("omnirelay_lookups_total{outcome=\"refused\"}")).isEqualTo(before + 1);
    }

    @Test
    void hasTelesignCompareACodeAndKeepsItNowhere() throws IOException {
        String reference = object(relay.post("/v1/omnichannel", otp())).getString("reference_id");
        try (LogBook log = LogBook.open()) {
            assertThat(verified(reference, "1000555")).isEqualTo("VALID 1000555");
            assertThat(verified(reference, "8642097")).isEqualTo("INVALID 8642097");
            assertThat(answerTo("GET /v1/omnichannel/" + reference + "?verify_code=8642097%zz HTTP/1.1"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(relay.get("/v1/omnichannel/0123456789ABCDEF0123456789ABCDEF?verify_code=8642097")
                            .statusCode())
                    .isEqualTo(404);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(log.lines())
                            .filteredOn(line -> line.startsWith("GET /v1/omnichannel/"))
                            .hasSizeGreaterThanOrEqualTo(4));
            assertThat(log.lines()).noneMatch(line -> line.contains("8642097") || line.contains("1000555"));
        }
        assertThat(database.texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
                .filteredOn(table -> holds(table, "8642097") || holds(table, "1000555"))
                .isEmpty();
    }

    /** TeleSign may compare a code only once. */
    @Test
    void passesTelesignsWordOnACodeOnAlsoWhereItCannotBeKept() throws SQLException {
        String reference = object(relay.post("/v1/omnichannel", otp())).getString("reference_id");
        try (Connection connection = database.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE feed_head IN ACCESS EXCLUSIVE MODE");
            assertThat(verified(reference, "1000555")).isEqualTo("VALID 1000555");
            connection.rollback();
        }
    }

    @Test
    void saysThatACodeCannotBeComparedWhereTelesignNeverAnswered() {
        HttpResponse<String> unanswered = relay.post("/v1/omnichannel", Sends.mmsThenSms("0011", "lost"));
        String id = object(unanswered).getString("reference_id");

        assertThat(verified(id, "1234567")).isEqualTo("UNKNOWN null");
    }

    private static boolean holds(String table, String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(UTF_8));
        return database.texts(
                                "SELECT 1 FROM %s AS line WHERE line::text LIKE '%%%s%%' OR line::text LIKE '%%%s%%' LIMIT 1"
                                        .formatted(table, text, hex))
                        .size()
                > 0;
    }

    /** The sandbox makes up the last seven digits of the number, backwards. */
    private static String otp() {
        return new JsonObject()
                .put("channels", new JsonArray().add(new JsonObject().put("channel", "sms")))
                .put("recipient", new JsonObject().put("phone_number", "15555550001"))
                .put("message", new JsonObject().put("sms", new JsonObject().put("template", "telesign_otp")))
                .put("message_type", "OTP")
                .encode();
    }

    private static String verified(String id, String code) {
        JsonObject verify = look(id + "?verify_code=" + code).getJsonObject("verify");
        return verify.getString("code_state") + " " + verify.getString("code_entered");
    }

    /** Java's own client refuses to ask what cannot be decoded. */
    private static String answerTo(String requestLine) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.relay().httpPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String head =
                    requestLine + "\r\nHost: relay\r\nConnection: close\r\nAuthorization: " + RelayUnderTest.basic();
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void hearNothingForAnHour(String reference) {
        database.execute("""
                UPDATE message SET changed_at = now() - interval '1 hour', looked_up_at = now() - interval '1 hour'
                WHERE reference_id = '%s'
                """.formatted(reference));
    }

    private static String sent(String digits) {
        return object(relay.post("/v1/omnichannel", Sends.mmsThenSms(digits, "mine")))
                .getString("reference_id");
    }

    private static JsonObject look(String id) {
        HttpResponse<String> response = relay.get("/v1/omnichannel/" + id);
        assertThat(response.statusCode()).isEqualTo(200);
        return object(response);
    }

    private static double measured(String name) {
        return relay.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static JsonObject object(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private static int code(JsonObject of) {
        return of.getJsonObject("status").getInteger("code");
    }
}
