package omnirelay.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.TelesignAccount;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.Test;

/** Statuses that TeleSign did not bring are found even so: each once, within the budget, and as long as TeleSign knows. */
class HealingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AT_ONCE = 50;

    @Test
    void findsWhatAThousandLostCallbacksWouldHaveTold() {
        int messages = 1_000;
        int rate = 500;
        Map<String, String> settings =
                Map.of("sandbox.time-scale", "600", "lookup.rate", Double.toString(rate / 600.0));
        try (RelayUnderTest relay = RelayUnderTest.start(settings)) {
            send(relay, "0016", messages);

            await().atMost(LIMIT).until(() -> count(relay, "outcome = 'delivered'"), settled -> settled == messages);

            assertThat(measured(relay, "omnirelay_lookups_brought_total{channel=\"mms\"}"))
                    .isEqualTo(messages);
            assertThat(measured(relay, "omnirelay_lookups_total{outcome=\"told\"}"))
                    .isEqualTo(messages);
            assertThat(count(relay, "looks = 1 AND look_up_at IS NULL")).isEqualTo(messages);
            assertThat(text(relay, "SELECT extract(epoch FROM max(looked_up_at) - min(looked_up_at)) FROM message"))
                    .satisfies(seconds -> assertThat(Double.parseDouble(seconds))
                            .as("seconds for all look-ups")
                            .isGreaterThan(0.8 * messages / rate));
            assertThat(relay.database()
                            .texts("SELECT body FROM event WHERE type = 'channel_status' OR type = 'message_status'"))
                    .hasSize(2 * messages)
                    .allMatch(body -> new JsonObject(body).getBoolean("looked_up", false));
        }
    }

    @Test
    void findsWhatTelesignToldWhileTheRelayWasAway() {
        int messages = 100;
        Map<String, String> settings = Map.of("lookup.rate", "200");
        try (TelesignAccount account = TelesignAccount.open(150);
                TestDatabase database = TestDatabase.create()) {
            RelayUnderTest first = account.relay(database, settings);
            send(first, "0002", messages);
            first.stop();
            // The channel's time runs out now, and TeleSign has nobody to tell.
            RelayUnderTest second = account.relay(database, settings);
            assertThat(count(second, "outcome = 'in_progress'")).isEqualTo(messages);
            await().atMost(LIMIT).until(() -> {
                makeDue(database);
                return count(second, "outcome = 'delivered'") == messages;
            });
            assertThat(measured(second, "omnirelay_lookups_brought_total{channel=\"mms\"}"))
                    .isEqualTo(messages);
            assertThat(measured(second, "omnirelay_lookups_brought_total{channel=\"sms\"}"))
                    .isEqualTo(messages);
            second.stop();
        }
    }

    /** Leaves alone what the ledger is writing just now: it locks in an order of its own. */
    private static void makeDue(TestDatabase database) {
        database.execute("""
                UPDATE message SET look_up_at = now() WHERE id IN (
                  SELECT id FROM message WHERE look_up_at > now() FOR UPDATE SKIP LOCKED)
                """);
    }

    @Test
    void isNotAskedAboutOnceTelesignHasForgotten() {
        try (TelesignAccount account = TelesignAccount.open(600);
                TestDatabase database = TestDatabase.create()) {
            RelayUnderTest relay = account.relay(database, Map.of("lookup.rate", "200"));
            String reference = sent(relay, "0016");
            database.execute("""
                    UPDATE message SET look_up_at = now(), began_at = began_at - interval '12 hours'
                    """);

            await().atMost(LIMIT).until(() -> message(relay, reference).getBoolean("stale"));

            JsonObject stale = message(relay, reference);
            assertThat(code(stale)).isEqualTo(3001);
            assertThat(stale.getString("summary"))
                    .endsWith("TeleSign never said how it ended and can be asked no more.");
            assertThat(relay.get("/metrics").body()).doesNotContain("omnirelay_lookups_total");
            assertThat(text(relay, "SELECT type || seq FROM event ORDER BY seq DESC LIMIT 1"))
                    .isEqualTo("stale" + stale.getLong("seq"));
            assertThat(code(new JsonObject(
                            relay.get("/v1/omnichannel/" + reference).body())))
                    .isEqualTo(3001);

            assertThat(relay.get("/api/messages?stale=true").body()).contains(reference);

            callBack(relay, reference, 3000);

            assertThat(message(relay, reference).getBoolean("stale")).isFalse();
            assertThat(code(message(relay, reference))).isEqualTo(3000);
            relay.stop();
        }
    }

    /** The second turn comes 5 s after the first one. */
    @Test
    void isNotAskedAboutWhereTelesignForgetsItBeforeItsTurnComes() {
        try (TelesignAccount account = TelesignAccount.open(600);
                TestDatabase database = TestDatabase.create()) {
            RelayUnderTest relay = account.relay(database, Map.of("lookup.rate", "0.2"));
            sent(relay, "0016");
            makeDue(database);
            await().atMost(LIMIT).until(() -> count(relay, "looks = 1") == 1);
            String forgotten = sent(relay, "0016");

            database.execute("""
                    UPDATE message SET look_up_at = now(), began_at = now() - interval '11 hours 58 minutes 57 seconds'
                    WHERE reference_id = '%s'
                    """.formatted(forgotten));

            await().atMost(LIMIT).until(() -> message(relay, forgotten).getBoolean("stale"));
            assertThat(measured(relay, "omnirelay_lookups_total")).isEqualTo(1);
            relay.stop();
        }
    }

    @Test
    void knowsTheCallbackThatComesAfterAll() {
        try (RelayUnderTest relay = RelayUnderTest.start(Map.of("sandbox.time-scale", "600"))) {
            String reference = sent(relay, "0016");
            await().atMost(LIMIT).until(() -> code(message(relay, reference)), code -> code == 3000);
            String id = message(relay, reference).getString("id");
            JsonObject found = reports(relay, id).stream()
                    .filter(report -> "mms".equals(report.getString("channel")))
                    .findFirst()
                    .orElseThrow();
            assertThat(found.getString("source")).isEqualTo("look_up");
            assertThat(found.getString("called_back_at")).isNull();

            callBack(relay, told(relay, reference));

            assertThat(reports(relay, id))
                    .filteredOn(report -> report.getString("source").equals("look_up"))
                    .allMatch(report -> report.getString("called_back_at") != null);
            assertThat(measured(relay, "omnirelay_lookups_brought_total{channel=\"mms\"}"))
                    .isEqualTo(1);
        }
    }

    /** As TeleSign tells, so as it would have called back. */
    private static String told(RelayUnderTest relay, String reference) {
        return relay.get("/v1/omnichannel/" + reference).body();
    }

    private static void callBack(RelayUnderTest relay, String reference, int code) {
        JsonObject status = new JsonObject().put("code", code).put("description", "Delivered");
        callBack(
                relay,
                new JsonObject()
                        .put("reference_id", reference)
                        .put("status", status.copy().put("last_channel", "mms"))
                        .put("channel_status", List.of(new JsonObject().put("mms", status)))
                        .encode());
    }

    private static void callBack(RelayUnderTest relay, String body) {
        HttpResponse<String> kept = relay.postAsync(
                        "/callbacks/telesign", body, "Authorization", RelayUnderTest.signature(body))
                .join();
        assertThat(kept.statusCode()).isEqualTo(200);
    }

    private static void send(RelayUnderTest relay, String digits, int messages) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            if (i >= AT_ONCE) {
                answers.get(i - AT_ONCE).join();
            }
            answers.add(relay.postAsync("/v1/omnichannel", Sends.mmsThenSms(digits, null)));
        }
        answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    private static String sent(RelayUnderTest relay, String digits) {
        return new JsonObject(relay.post("/v1/omnichannel", Sends.mmsThenSms(digits, null))
                        .body())
                .getString("reference_id");
    }

    private static long count(RelayUnderTest relay, String where) {
        return Long.parseLong(text(relay, "SELECT count(*) FROM message WHERE " + where));
    }

    private static String text(RelayUnderTest relay, String sql) {
        return relay.database().texts(sql).get(0);
    }

    private static double measured(RelayUnderTest relay, String name) {
        return relay.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static JsonObject message(RelayUnderTest relay, String reference) {
        return new JsonObject(relay.get("/api/messages/" + reference).body());
    }

    private static List<JsonObject> reports(RelayUnderTest relay, String id) {
        return message(relay, id).getJsonArray("reports").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static int code(JsonObject of) {
        return of.getJsonObject("status").getInteger("code");
    }
}
