package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What waits to be sent, with an account that may send so slowly that everything has to wait. */
class QueueIT {
    private static final String SEND = "/v1/omnichannel";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SLOW = 1;
    private static final int AHEAD = 30;

    private static RelayUnderTest relay;

    /** Enough to keep every test's commands waiting. */
    @BeforeAll
    static void fillTheQueue() {
        relay = RelayUnderTest.start(
                Map.of("sandbox.time-scale", "1", "telesign.rate", Integer.toString(SLOW), "lookup.rate", "0"));
        IntStream.range(0, AHEAD)
                .mapToObj(i -> deferred(Sends.mmsThenSms("0016", "ahead-" + i)))
                .toList()
                .forEach(CompletableFuture::join);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void whoLooksAtItIsToldItsPlace() {
        JsonObject first =
                detail(idOf(deferred(Sends.mmsThenSms("0016", "first")).join()));
        JsonObject second =
                detail(idOf(deferred(Sends.mmsThenSms("0016", "second")).join()));

        assertThat(first.getJsonObject("queue").getString("lane")).isEqualTo("mkt");
        assertThat(first.getJsonObject("queue").getInteger("place")).isPositive();
        assertThat(second.getJsonObject("queue").getInteger("place"))
                .isGreaterThanOrEqualTo(first.getJsonObject("queue").getInteger("place"));
        assertThat(second.getString("send")).isEqualTo("accepted");
    }

    @Test
    void whatIsCancelledIsNeverSent() {
        String id = idOf(deferred(Sends.mmsThenSms("0016", "cancelled")).join());

        HttpResponse<String> cancelled =
                relay.deleteAsync("/api/messages/" + id).join();
        HttpResponse<String> again = relay.deleteAsync("/api/messages/" + id).join();

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        JsonObject message = new JsonObject(cancelled.body());
        assertThat(message.getString("send")).isEqualTo("cancelled");
        assertThat(message.getJsonObject("status").getInteger("code")).isEqualTo(3052);
        assertThat(message.getJsonObject("status").getString("outcome")).isEqualTo("blocked");
        assertThat(message.getJsonObject("queue")).isNull();
        assertThat(lastEvent(message).getString("type")).isEqualTo("cancelled");
        assertThat(lastEvent(message).getString("by")).isEqualTo(RelayUnderTest.CUSTOMER_ID);
        assertThat(relay.posts().of(id + ".cancelled")).isEmpty();
    }

    @Test
    void whatIsNobodysOrHasLeftCannotBeCancelled() {
        assertThat(relay.deleteAsync("/api/messages/" + "0".repeat(32)).join().statusCode())
                .isEqualTo(404);
        String sent = idOf(deferred(Sends.mmsThenSms("0016", "left", "OTP")).join());
        await().atMost(LIMIT).until(() -> detail(sent).getString("send"), "sent"::equals);

        HttpResponse<String> late = relay.deleteAsync("/api/messages/" + sent).join();

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("It has left");
    }

    @Test
    void whatIsNotSentInItsTimeExpires() {
        Instant soon = Instant.now().plusSeconds(2);
        String id = idOf(deferred(expiring("expiring", soon)).join());

        await().atMost(LIMIT).until(() -> detail(id).getString("send"), "cancelled"::equals);

        JsonObject message = detail(id);
        assertThat(Instant.parse(message.getString("changed_at"))).isAfter(soon.minusMillis(1));
        assertThat(message.getJsonObject("status").getInteger("code")).isEqualTo(3033);
        assertThat(lastEvent(message).getString("reason")).isEqualTo("expired");
        assertThat(relay.posts().of(id + ".expiring")).isEmpty();
    }

    @Test
    void whatHasExpiredAlreadyIsNotAccepted() {
        HttpResponse<String> answer =
                relay.post(SEND, expiring("past", Instant.now().minusSeconds(1)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("3110", "omnirelay.expires_at must be in the future");
    }

    /** A caller has nine seconds, and is told in time that nothing was sent. */
    @Test
    void whoWaitsInVainIsToldThatNothingWasSentAndMayAskAgain() {
        String body = Sends.mmsThenSms("0016", "in-vain");
        Instant asked = Instant.now();

        HttpResponse<String> first =
                relay.postAsync(SEND, body, "Idempotency-Key", "in-vain").join();

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).isPresent();
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
        JsonObject message = messages("in-vain").get(0);
        assertThat(message.getString("send")).isEqualTo("cancelled");
        assertThat(relay.posts().of(message.getString("id") + ".in-vain")).isEmpty();
        assertThat(relay.postAsync(
                                SEND,
                                Sends.mmsThenSms("0016", "another"),
                                "Idempotency-Key",
                                "in-vain",
                                "Prefer",
                                "respond-async")
                        .join()
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aThousandCommandsUnderOneKeyUseOneSlot() {
        String body = Sends.mmsThenSms("0016", "one-slot", "OTP");
        List<CompletableFuture<HttpResponse<String>>> underWay = IntStream.range(0, 1000)
                .mapToObj(i -> relay.postAsync(SEND, body, "Idempotency-Key", "one-slot"))
                .toList();
        underWay.forEach(CompletableFuture::join);

        HttpResponse<String> next = relay.post(SEND, Sends.mmsThenSms("0016", "next-slot", "OTP"));

        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(relay.posts().of(messages("one-slot").get(0).getString("id") + ".one-slot"))
                .hasSize(1);
    }

    @Test
    void isMeasured() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(relay.get("/metrics").body())
                        .contains(
                                "omnirelay_queue_waiting{lane=\"mkt\"}",
                                "omnirelay_queue_oldest_seconds{lane=\"mkt\"}",
                                "omnirelay_pace_rate " + SLOW,
                                "omnirelay_pace_slots_seconds_count{lane=\"mkt\"}"));
    }

    private static CompletableFuture<HttpResponse<String>> deferred(String body) {
        return relay.postAsync(SEND, body, "Prefer", "respond-async");
    }

    private static String expiring(String externalId, Instant at) {
        return new JsonObject(Sends.mmsThenSms("0016", externalId))
                .put("omnirelay", new JsonObject().put("expires_at", at.toString()))
                .encode();
    }

    private static String idOf(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("reference_id");
    }

    private static JsonObject detail(String id) {
        return new JsonObject(relay.get("/api/messages/" + id).body());
    }

    private static JsonObject lastEvent(JsonObject message) {
        List<JsonObject> events = objects(message, "events").toList();
        return events.get(events.size() - 1);
    }

    private static List<JsonObject> messages(String externalId) {
        return objects(
                        new JsonObject(relay.get("/api/messages?external_id=" + externalId)
                                .body()),
                        "messages")
                .toList();
    }

    private static Stream<JsonObject> objects(JsonObject in, String member) {
        return in.getJsonArray(member).stream().map(JsonObject.class::cast);
    }
}
