package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import omnirelay.support.ApiContract;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator holds back is not sent, on whatever node, until it is released. */
class HoldsIT {
    private static final String SEND = "/v1/omnichannel";
    private static final String HELD = "503 3500";
    private static final String TAKEN = "200 3001";
    private static final String KEY = "a-key-of-operators";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS =
            Map.of("clients", "[{id: ops, key: %s, roles: [admin]}]".formatted(KEY), "labels.pattern", "^([a-z]+)-");

    /** Ids sort by the time of their messages. */
    private static final String SENDING =
            "SELECT message_id FROM event WHERE type = 'sending' AND external_id LIKE '%s' ORDER BY seq";

    private static RelayUnderTest relay;
    private final List<Integer> placed = new ArrayList<>();

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(SETTINGS);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @AfterEach
    void nothingIsHeld() {
        placed.forEach(id -> release(relay, id));
    }

    /** The command is one of type MKT to the United States with the external id spring-1. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"all":true}                                  | 503 3500
            {"message_type":"MKT"}                        | 503 3500
            {"message_type":"OTP"}                        | 200 3001
            {"country":"US"}                              | 503 3500
            {"country":"GB"}                              | 200 3001
            {"label":"spring"}                            | 503 3500
            {"label":"autumn"}                            | 200 3001
            {"client":"another"}                          | 200 3001
            {"client":"FFFFFFFF-EEEE-DDDD-1234-AB1234567890"} | 503 3500
            {"message_type":"MKT","country":"GB"}         | 200 3001
            {"message_type":"MKT","label":"spring"}       | 503 3500
            """)
    void whoWaitsIsToldToComeBackAndNothingIsJournaled(String hold, String answer) {
        place(relay, new JsonObject(hold));
        long before = relay.posts().total();

        HttpResponse<String> response = relay.post(SEND, Sends.mmsThenSms("0001", "spring-1"));

        assertThat(said(response)).isEqualTo(answer);
        if (answer.equals(HELD)) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(detail(response)).startsWith("Messages like this one are held back for now; nothing was sent.");
            assertThat(relay.posts().total()).isEqualTo(before);
        }
    }

    @Test
    void whatIsHeldIsSentInItsOrderOnceItIsReleased() {
        int hold = place(relay, new JsonObject().put("label", "held"));
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            waiting.add(deferred(relay, "held-" + i));
        }
        String other = deferred(relay, "free-1");
        await().atMost(LIMIT).until(() -> isSent(relay, other));

        JsonObject shown = holds(relay).stream()
                .filter(each -> each.getInteger("id") == hold)
                .findFirst()
                .orElseThrow();
        assertThat(shown.getInteger("waiting")).isEqualTo(40);
        assertThat(shown.getString("who")).isEqualTo("ops");
        assertThat(shown.getString("why")).isEqualTo("a test");
        assertThat(waiting).noneMatch(id -> isSent(relay, id)).allMatch(HoldsIT::isShownAsHeld);

        release(relay, hold);

        await().atMost(LIMIT).until(() -> waiting.stream().allMatch(id -> isSent(relay, id)));
        assertThat(relay.database().texts(SENDING.formatted("held-%")))
                .isSorted()
                .hasSize(40);
        assertThat(holds(relay)).noneMatch(each -> each.getInteger("id") == hold);
    }

    @Test
    void whoHoldsOrReleasesIsToldHowMuchWaits() {
        int hold = place(relay, new JsonObject().put("label", "counted"));
        List<String> waiting = List.of(deferred(relay, "counted-1"), deferred(relay, "counted-2"));

        JsonObject other = new JsonObject(
                placing(relay, new JsonObject().put("label", "counted")).body());

        assertThat(other.getInteger("waiting")).isEqualTo(2);
        assertThat(release(relay, hold).getInteger("waiting")).isEqualTo(2);
        release(relay, other.getInteger("id"));
        await().atMost(LIMIT).until(() -> waiting.stream().allMatch(id -> isSent(relay, id)));
    }

    @Test
    void whatIsNotHeldIsSentThoughVeryMuchIsHeldBeforeIt() {
        int hold = place(relay, new JsonObject().put("label", "backlog"));
        relay.database().execute("""
                INSERT INTO queue (message_id, lane, message_type, client, country, label)
                SELECT ('00000000-0000-7000-0000-' || lpad(number::text, 12, '0'))::uuid, 2, 'MKT', 'shop', 'US', 'backlog'
                FROM generate_series(1, 5000) AS number
                """);
        try {
            String free = deferred(relay, "free-2");
            await().atMost(LIMIT).until(() -> isSent(relay, free));

            assertThat(holds(relay))
                    .filteredOn(each -> each.getInteger("id") == hold)
                    .allMatch(each -> each.getInteger("waiting") == 5000);
        } finally {
            relay.database().execute("DELETE FROM queue WHERE label = 'backlog'");
        }
    }

    /** Two a second: most have been taken up, and stand for their slots, when the hold comes. */
    @Test
    void whatWasTakenUpBeforeIsPutBackAndWhoWaitsForASlotIsSentAway() {
        Map<String, String> slow = new HashMap<>(SETTINGS);
        slow.putAll(Map.of("telesign.rate", "2", "sandbox.time-scale", "1"));
        try (RelayUnderTest two = RelayUnderTest.start(slow)) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(deferred(two, "slow-" + i));
            }
            CompletableFuture<HttpResponse<String>> waits = two.postAsync(SEND, Sends.mmsThenSms("0001", "slow-sync"));
            await().atMost(LIMIT).until(() -> isSent(two, all.get(0)));
            int hold = place(two, new JsonObject().put("label", "slow"));

            await().atMost(LIMIT)
                    .until(
                            () -> two.database()
                                    .texts("SELECT 1 FROM queue WHERE claimed_by IS NOT NULL OR owner IS NOT NULL"),
                            List::isEmpty);
            assertThat(said(waits.join())).isEqualTo(HELD);
            assertThat(all).filteredOn(id -> isSent(two, id)).hasSizeLessThan(8);

            release(two, hold);
            await().atMost(LIMIT).until(() -> all.stream().allMatch(id -> isSent(two, id)));
            assertThat(two.database().texts(SENDING.formatted("slow-%")))
                    .isSorted()
                    .hasSize(8);
        }
    }

    @Test
    void aRepetitionIsAnsweredAsTheFirstWasAllTheSame() {
        String body = Sends.mmsThenSms("0001", "repeated");
        HttpResponse<String> first =
                relay.postAsync(SEND, body, "Idempotency-Key", "held-later").join();
        place(relay, new JsonObject().put("all", true));

        HttpResponse<String> again =
                relay.postAsync(SEND, body, "Idempotency-Key", "held-later").join();
        HttpResponse<String> other =
                relay.postAsync(SEND, body, "Idempotency-Key", "held-now").join();

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(said(other)).isEqualTo(HELD);
    }

    @Test
    void anotherNodeKnowsWithinASecondAndAHoldOutlivesARestart() {
        RelayUnderTest first = RelayUnderTest.start(SETTINGS);
        RelayUnderTest second = RelayUnderTest.on(first.database(), SETTINGS);
        int hold = place(first, new JsonObject().put("message_type", "MKT"));
        await().atMost(Duration.ofSeconds(2))
                .until(() ->
                        said(second.post(SEND, Sends.mmsThenSms("0001", null))).equals(HELD));
        String waiting = deferred(second, "waiting-1");
        first.stop();
        second.stop();

        try (RelayUnderTest restarted = RelayUnderTest.on(first.database(), SETTINGS)) {
            assertThat(said(restarted.post(SEND, Sends.mmsThenSms("0001", null))))
                    .isEqualTo(HELD);
            assertThat(isSent(restarted, waiting)).isFalse();
            release(restarted, hold);
            await().atMost(LIMIT).until(() -> isSent(restarted, waiting));
            await().atMost(LIMIT)
                    .until(() -> said(restarted.post(SEND, Sends.mmsThenSms("0001", null)))
                            .equals(TAKEN));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"why":"w"}                             | all
            {"why":"w","all":false}                 | all
            {"why":"w","all":true,"client":"shop"}  | all
            {"why":"w","all":"yes"}                 | all
            {"why":"w","message_type":"mkt"}        | message_type
            {"why":"w","country":"Germany"}         | country
            {"why":"w","number":"15558675309"}      | number
            {"all":true}                            | why
            """)
    void whatCannotBeMeantIsRefusedByName(String hold, String field) {
        HttpResponse<String> response =
                relay.send(asOperator(relay, "/api/holds").POST(BodyPublishers.ofString(hold)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("field")).isEqualTo(field);
        assertThat(holds(relay)).isEmpty();
    }

    @Test
    void onlyAdministratorsHold() {
        assertThat(relay.get("/api/holds").statusCode()).isEqualTo(403);
        assertThat(relay.post("/api/holds", "{\"all\":true,\"why\":\"w\"}").statusCode())
                .isEqualTo(403);
        assertThat(relay.send(asOperator(relay, "/api/holds/999").DELETE()).statusCode())
                .isEqualTo(404);
    }

    private int place(RelayUnderTest on, JsonObject hold) {
        HttpResponse<String> response = placing(on, hold);
        assertThat(response.statusCode()).isEqualTo(201);
        int id = new JsonObject(response.body()).getInteger("id");
        if (on == relay) {
            placed.add(id);
        }
        return id;
    }

    private static HttpResponse<String> placing(RelayUnderTest on, JsonObject hold) {
        return ApiContract.checked(on.send(asOperator(on, "/api/holds")
                .POST(BodyPublishers.ofString(hold.put("why", "a test").encode()))));
    }

    private static JsonObject release(RelayUnderTest on, int hold) {
        HttpResponse<String> response =
                ApiContract.checked(on.send(asOperator(on, "/api/holds/" + hold).DELETE()));
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject released = new JsonObject(response.body());
        assertThat(released.getString("released_by")).isEqualTo("ops");
        return released;
    }

    private static List<JsonObject> holds(RelayUnderTest on) {
        JsonArray holds = new JsonObject(
                        ApiContract.checked(on.send(asOperator(on, "/api/holds").GET()))
                                .body())
                .getJsonArray("holds");
        return holds.stream().map(JsonObject.class::cast).toList();
    }

    private static HttpRequest.Builder asOperator(RelayUnderTest on, String path) {
        String basic = Base64.getEncoder().encodeToString(("ops:" + KEY).getBytes(UTF_8));
        return on.request(path).setHeader("Authorization", "Basic " + basic).header("Content-Type", "application/json");
    }

    private static String deferred(RelayUnderTest by, String externalId) {
        HttpResponse<String> response = by.postAsync(
                        SEND, Sends.mmsThenSms("0001", externalId), "Prefer", "respond-async")
                .join();
        assertThat(response.statusCode()).isEqualTo(202);
        return new JsonObject(response.body()).getString("reference_id");
    }

    private static boolean isShownAsHeld(String id) {
        return new JsonObject(relay.get("/api/messages/" + id).body())
                .getJsonObject("queue")
                .getBoolean("held");
    }

    private static boolean isSent(RelayUnderTest by, String id) {
        return new JsonObject(by.get("/api/messages/" + id).body())
                .getString("send")
                .equals("sent");
    }

    private static String said(HttpResponse<String> response) {
        return response.statusCode() + " "
                + new JsonObject(response.body()).getJsonObject("status").getInteger("code");
    }

    private static String detail(HttpResponse<String> response) {
        return new JsonObject(response.body()).getJsonObject("omnirelay").getString("detail");
    }
}
