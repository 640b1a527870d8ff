package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import omnirelay.support.Application;
import omnirelay.support.Application.Told;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What an application hears behind the relay is what it would have heard from TeleSign. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingIT {
    private static final String OPERATOR_KEY = "b3BlcmF0b3Igb2YgdGhlIHJlbGF5";
    private static final String KIOSK_KEY = "a2V5IG9mIHRoZSBraW9zaw==";
    private static final String OLD_SECRET = "b2xkIHNlY3JldCBvZiB0aGUgaG9va3MhIQ==";
    private static final String NEW_SECRET = "bmV3IHNlY3JldCBvZiB0aGUgaG9va3MhIQ==";

    private final Vertx vertx = Vertx.vertx();
    private final Application shop = Application.start(vertx);
    private final Application rest = Application.start(vertx);
    private final Application hooks = Application.start(vertx);
    private final Application kiosk = Application.start(vertx, "kiosk", KIOSK_KEY);
    private final RelayUnderTest relay = RelayUnderTest.start(Map.of(
            "callback.default-url",
            rest.url("/rest").toString(),
            "clients",
            "[{id: ops, key: %s, roles: [view, admin]}, {id: kiosk, key: %s, callback: {url: '%s'}}]"
                    .formatted(OPERATOR_KEY, KIOSK_KEY, kiosk.url("/kiosk?secret=1")),
            "receivers",
            "[{name: hooks, url: '%s', format: standard-webhooks, secrets: [whsec_%s, %s], filter: {channel: viber}}]"
                    .formatted(hooks.url("/hooks?token=1"), OLD_SECRET, NEW_SECRET)));

    @AfterAll
    void stop() {
        relay.close();
        Soon.await(vertx.close());
    }

    private static String send(String digits, String externalId, URI callbackUrl) {
        return new JsonObject(Sends.mmsThenSms(digits, externalId))
                .put("callback_url", callbackUrl.toString())
                .encode();
    }

    @Test
    void theApplicationHearsWhatTelesignSaidUnderItsOwnIds() {
        HttpResponse<String> answer = relay.post("/v1/omnichannel", send("0002", "order-7", shop.url("/a")));
        String reference = new JsonObject(answer.body()).getString("reference_id");

        List<String> heard = new ArrayList<>();
        do {
            Told told = shop.next();
            assertThat(told.signed()).isTrue();
            assertThat(told.request().method().name()).isEqualTo("POST");
            assertThat(told.json().getString("reference_id")).isEqualTo(reference);
            heard.add(told.text());
        } while (!heard.get(heard.size() - 1).contains("\"code\":3000"));

        assertThat(heard).isEqualTo(saidByTelesign("order-7"));
    }

    @Test
    void aCallerThatDidNotWaitHearsOfTheIdItWasGiven() {
        HttpResponse<String> answer = relay.postAsync(
                        "/v1/omnichannel", send("0001", "later-1", shop.url("/b")), "Prefer", "respond-async")
                .join();
        String given = new JsonObject(answer.body()).getString("reference_id");

        Told told = shop.next();
        assertThat(told.json().getString("reference_id")).isEqualTo(given);
        assertThat(told.json().getString("external_id")).isEqualTo("later-1");
        await().until(() -> shop.rest().stream().anyMatch(each -> each.text().contains("\"code\":3000")));
    }

    @Test
    void aClientIsToldAtItsOwnAddressUnderItsOwnKey() {
        relay.postAsync("/v1/omnichannel", Sends.mmsThenSms("0001", null), "Authorization", basic("kiosk", KIOSK_KEY))
                .join();

        Told told = kiosk.next();
        assertThat(told.signed()).isTrue();
        assertThat(told.request().uri()).isEqualTo("/kiosk?secret=1");
        assertThat(told.json().fieldNames()).contains("external_id");
        assertThat(told.json().getValue("external_id")).isNull();
    }

    @Test
    void whatWasFoundByLookingItUpIsToldInTheFormOfACallback() {
        HttpResponse<String> answer = relay.post("/v1/omnichannel", send("0016", "found-1", shop.url("/found")));
        String reference = new JsonObject(answer.body()).getString("reference_id");

        JsonObject told = await().until(
                        () -> {
                            relay.post("/api/messages/" + reference + "/look-up", "{}");
                            return shop.rest().stream()
                                    .map(Told::json)
                                    .filter(ForwardingIT::delivered)
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
        assertThat(told.getString("external_id")).isEqualTo("found-1");
        assertThat(told.getString("reference_id")).isEqualTo(reference);
        assertThat(told.getJsonArray("channel_status")
                        .getJsonObject(0)
                        .getJsonObject("mms")
                        .getInteger("code"))
                .isEqualTo(3000);
    }

    private static boolean delivered(JsonObject body) {
        return body.getJsonObject("status").getInteger("code") == 3000;
    }

    @Test
    void aCallerThatDidNotWaitHearsThatItsSendWasRefused() {
        relay.postAsync("/v1/omnichannel", send("0013", "refused-1", shop.url("/refused")), "Prefer", "respond-async")
                .join();

        JsonObject told = shop.next().json();
        assertThat(told.getString("external_id")).isEqualTo("refused-1");
        assertThat(told.getJsonObject("status").getInteger("code")).isEqualTo(3203);
    }

    @Test
    void aReceiverInTroubleLosesNothingAndDelaysNobody() {
        Application troubled = Application.start(vertx);
        troubled.answerNextWith(500, Application.NONE, 301, 204, 503, Application.NONE);
        List<String> ids = IntStream.range(0, 12).mapToObj(i -> "trouble-" + i).toList();
        CompletableFuture<?>[] sends = ids.stream()
                .flatMap(id -> Stream.of(
                        relay.postAsync("/v1/omnichannel", send("0002", id, troubled.url("/x"))),
                        relay.postAsync("/v1/omnichannel", send("0002", "fine-" + id, shop.url("/y")))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sends).join();

        Map<String, List<String>> fine = heardBy(shop, 12);
        assertThat(fine.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(id -> "fine-" + id).toList());
        troubled.stop();
        CompletableFuture<?> whileAway =
                relay.postAsync("/v1/omnichannel", send("0002", "trouble-12", troubled.url("/x")));
        whileAway.join();
        await().until(() -> !relay.database()
                .texts("SELECT 1 FROM attempt WHERE trouble = 'the connection was refused'")
                .isEmpty());
        troubled.startAgain();

        Map<String, List<String>> heard = heardBy(troubled, 13);
        fine.putAll(heard);
        fine.forEach((id, bodies) -> assertThat(bodies).as(id).isEqualTo(saidByTelesign(id)));
        assertThat(relay.database()
                        .texts("SELECT count(*) FROM delivery WHERE receiver = '%s'".formatted(troubled.url(""))))
                .containsExactly("0");
        troubled.close();
    }

    /** What an application hears, until it has heard of so many messages that they arrived; repetitions of the last count once. */
    private static Map<String, List<String>> heardBy(Application application, int messages) {
        Map<String, List<String>> heard = new HashMap<>();
        int arrived = 0;
        while (arrived < messages) {
            Told told = application.next();
            assertThat(told.signed()).isTrue();
            List<String> bodies = heard.computeIfAbsent(told.json().getString("external_id"), id -> new ArrayList<>());
            if (bodies.isEmpty() || !bodies.get(bodies.size() - 1).equals(told.text())) {
                bodies.add(told.text());
                arrived += told.json().getJsonObject("status").getInteger("code") == 3000 ? 1 : 0;
            }
        }
        return heard;
    }

    /** Each callback about a message, with the id that the application gave it. */
    private List<String> saidByTelesign(String externalId) {
        return relay.database().texts("""
                        SELECT convert_from(b.body, 'UTF8') FROM callback c JOIN callback_body b USING (message_id, hash)
                        JOIN message m ON m.id = c.message_id WHERE m.external_id = '%s' ORDER BY c.position
                        """.formatted(externalId)).stream()
                .map(body -> body.replaceAll("\"external_id\":\"[^\"]+\"", "\"external_id\":\"" + externalId + "\""))
                .toList();
    }

    @Test
    void whatNoClientSentIsPassedOnAsItCame() {
        String unknown = """
                {"reference_id":"%032X","external_id":null, "status":{"code":3000,"description":"Delivered",
                 "last_channel":"sms","updated_on":"2026-11-22T08:00:00.000000Z"},"channel_status":[]}""".formatted(77);
        String template = """
                {"reference_id":"%032X","name":"sale","channel":"sms","status":{"code":3850}}""".formatted(78);
        String notUnderstood = "{\"what\": \"is this\"}";

        for (String body : List.of(unknown, template, notUnderstood)) {
            calledBack(body);
            Told told = rest.next();
            assertThat(told.text()).isEqualTo(body);
            assertThat(told.signed()).isTrue();
        }
    }

    private void calledBack(String body) {
        HttpResponse<String> answer = relay.send(HttpRequest.newBuilder(relay.uri("/callbacks/telesign"))
                .header("Content-Type", "application/json")
                .header("Authorization", RelayUnderTest.signature(body))
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aWebhookGetsTheEventsThatItsFilterLetsThrough() throws GeneralSecurityException {
        hooks.answerNextWith(204);
        calledBack("""
                {"reference_id":"%032X","status":{"code":3000},"channel_status":[{"sms":{"code":3003}},
                 {"viber":{"code":3000,"updated_on":"2026-11-22T08:00:00.000000Z"}}]}""".formatted(79));

        Told told = hooks.nextRefused();
        rest.next();
        assertThat(told.json().getString("type")).isEqualTo("channel_status");
        assertThat(told.json().getString("channel")).isEqualTo("viber");
        String id = told.request().getHeader("webhook-id");
        assertThat(id).endsWith(":" + told.json().getLong("seq"));
        String signed = id + "." + told.request().getHeader("webhook-timestamp") + "." + told.text();
        assertThat(told.request().getHeader("webhook-signature"))
                .isEqualTo("v1," + hmac(OLD_SECRET, signed) + " v1," + hmac(NEW_SECRET, signed));
        await().until(() -> relay.database()
                .texts("SELECT 1 FROM delivery WHERE receiver = 'hooks'")
                .isEmpty());
        assertThat(relay.database().texts("SELECT status FROM attempt WHERE receiver = 'hooks' AND trouble IS NULL"))
                .containsExactly("204");
    }

    private static String hmac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Test
    void everyTryCanBeSeenAndRepeated() {
        Application fussy = Application.start(vertx);
        fussy.answerNextWith(500);
        relay.post("/v1/omnichannel", send("0001", "seen-1", fussy.url("/seen")));
        List<String> heard = heardBy(fussy, 1).getOrDefault("seen-1", List.of());
        String name = URLEncoder.encode(fussy.url("").toString(), UTF_8);
        String id = relay.database()
                .texts("SELECT upper(replace(id::text, '-', '')) FROM message WHERE external_id = 'seen-1'")
                .get(0);
        await().until(() -> relay.database()
                .texts("SELECT 1 FROM delivery WHERE receiver = '%s'".formatted(fussy.url("")))
                .isEmpty());

        JsonArray attempts = new JsonObject(relay.get("/api/receivers/" + name + "/attempts?limit=100")
                        .body())
                .getJsonArray("attempts");
        assertThat(attempts).hasSize(heard.size() + 1);
        assertThat(attempts.getJsonObject(attempts.size() - 1).getInteger("status"))
                .isEqualTo(500);
        JsonObject message = new JsonObject(relay.get("/api/messages/" + id).body());
        assertThat(message.getJsonObject("forwarding").getJsonArray("attempts")).hasSize(heard.size() + 1);
        assertThat(relay.get("/api/receivers").body())
                .contains("\"" + fussy.url("") + "\"", "\"hooks\"")
                .doesNotContain("token");

        String again = "{\"message_id\": \"" + id + "\"}";
        assertThat(relay.post("/api/receivers/" + name + "/replay", again).statusCode())
                .isEqualTo(403);
        HttpResponse<String> replayed = relay.postAsync(
                        "/api/receivers/" + name + "/replay", again, "Authorization", basic("ops", OPERATOR_KEY))
                .join();
        assertThat(new JsonObject(replayed.body()).getInteger("deliveries")).isEqualTo(heard.size());
        assertThat(heardBy(fussy, 1).getOrDefault("seen-1", List.of())).isEqualTo(heard);

        String all = "{\"after\": \"start\"}";
        relay.postAsync("/api/receivers/" + name + "/replay", all, "Authorization", basic("ops", OPERATOR_KEY))
                .join();
        assertThat(heardBy(fussy, 1).getOrDefault("seen-1", List.of())).isEqualTo(heard);
        fussy.close();
    }

    @Test
    void whereverItsRequestsPointAnOriginIsOneReceiver() {
        Application shops = Application.start(vertx);
        shops.answerNextWith(Application.NONE);
        relay.post("/v1/omnichannel", send("0001", "path-0", shops.url("/status/0?key=0")));
        assertThat(shops.nextRefused().request().uri()).isEqualTo("/status/0?key=0");
        for (int i = 1; i < 4; i++) {
            relay.post("/v1/omnichannel", send("0001", "path-" + i, shops.url("/status/" + i + "?key=" + i)));
            Told told = shops.next();
            assertThat(told.json().getString("external_id")).isEqualTo("path-" + i);
            assertThat(told.request().uri()).isEqualTo("/status/" + i + "?key=" + i);
            while (shops.next().json().getJsonObject("status").getInteger("code") != 3000) {
                // It is told all that happened to one message before the next is sent.
            }
        }
        assertThat(relay.database()
                        .texts("SELECT name FROM receiver WHERE name LIKE '%:"
                                + shops.url("").getPort() + "%'"))
                .containsExactly(shops.url("").toString());
        shops.close();
    }

    @Test
    void isMeasured() {
        await().untilAsserted(() -> assertThat(relay.get("/metrics").body())
                .contains(
                        "omnirelay_forward_pending{receiver=\"hooks\"}",
                        "omnirelay_forward_pending{receiver=\"client:kiosk\"}",
                        "omnirelay_forward_oldest_seconds{receiver=\"by request\"}"));
    }

    private static String basic(String id, String key) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + key).getBytes(UTF_8));
    }

    @Test
    void whatOnlyTheRelayCanReachIsNotSpokenTo() {
        for (String host : List.of("10.0.0.1", "169.254.169.254", "[fd00:ec2::254]", "192.168.1.1")) {
            relay.post("/v1/omnichannel", send("0001", "private", URI.create("http://" + host + "/metadata")));
            await().untilAsserted(() -> assertThat(relay.database()
                            .texts("SELECT trouble FROM attempt WHERE receiver = 'http://%s' LIMIT 1".formatted(host)))
                    .first()
                    .asString()
                    .startsWith("its address is private"));
        }
    }
}
