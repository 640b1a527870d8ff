package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.config.Secret;
import omnirelay.support.ApiContract;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One key, one message, whoever asks again and however often. */
class IdempotencyIT {
    private static final String SEND = "/v1/omnichannel";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of());
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    /** A machine too slow for so many says of some that it is busy, or late: that is no second message either. */
    @Test
    void aThousandCommandsAtOnceSendOneMessage() {
        String body = Sends.mmsThenSms("0001", "a-thousand");
        List<CompletableFuture<HttpResponse<String>>> underWay = IntStream.range(0, 1000)
                .mapToObj(i -> relay.postAsync(SEND, body, KEY, "a-thousand"))
                .toList();
        List<HttpResponse<String>> answers =
                underWay.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 409, 503, 504);

        await().atMost(LIMIT)
                .until(() -> post(body, "a-thousand"), answer -> answer.statusCode() == 200 && replayed(answer));
        JsonObject message = onlyMessage("a-thousand");
        assertThat(relay.posts().of(message.getString("id") + ".a-thousand")).hasSize(1);
        List<HttpResponse<String>> taken =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertThat(taken).extracting(IdempotencyIT::reference).allMatch(message.getString("reference_id")::equals);
        assertThat(taken).filteredOn(answer -> !replayed(answer)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void underTheSameKeyAnotherBodyIsRefused() {
        post(Sends.mmsThenSms("0001", "first"), "two-bodies");
        HttpResponse<String> other = post(Sends.mmsThenSms("0001", "second"), "two-bodies");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(messages("second")).isEmpty();
    }

    @Test
    void aRefusalThatWillNotChangeIsReplayed() {
        String body = Sends.mmsThenSms("0013", "refused");
        HttpResponse<String> first = post(body, "refused");
        HttpResponse<String> again = post(body, "refused");
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(again.statusCode()).isEqualTo(429);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(replayed(first)).isFalse();
        assertThat(replayed(again)).isTrue();
        assertThat(messages("refused")).hasSize(1);
    }

    /** The answer says that the same may be asked again, so the key must not stand in its way. */
    @Test
    void aRefusalOfTheRelayItselfFreesTheKey() {
        String body = Sends.mmsThenSms("0015", "relay-refused");
        assertThat(post(body, "relay-refused").statusCode()).isEqualTo(503);
        HttpResponse<String> again = post(body, "relay-refused");
        assertThat(again.statusCode()).isEqualTo(503);
        assertThat(replayed(again)).isFalse();
        assertThat(messages("relay-refused")).hasSize(2);
    }

    @Test
    void anInvalidCommandBindsNothing() {
        HttpResponse<String> invalid =
                relay.postAsync(SEND, "{}", KEY, "bound-by-nothing").join();
        assertThat(invalid.statusCode()).isEqualTo(400);
        assertThat(post(Sends.mmsThenSms("0001", "valid"), "bound-by-nothing").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDigestsNonceIsAKey() {
        HttpRequest.Builder signed = signed(Sends.mmsThenSms("0001", "digest"), "one-nonce");
        HttpResponse<String> first = ApiContract.checked(relay.send(signed));
        HttpResponse<String> again = ApiContract.checked(relay.send(signed));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(replayed(again)).isTrue();
        assertThat(reference(again)).isEqualTo(reference(first));
        assertThat(messages("digest")).hasSize(1);
    }

    @Test
    void whoDoesNotWaitIsToldWhereToLook() {
        HttpResponse<String> answer = respondAsync(Sends.mmsThenSms("0001", "deferred"), KEY, "deferred");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("respond-async");
        assertThat(answer.headers().firstValue("Location")).contains(SEND + "/" + reference(answer));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(code(relay.get(SEND + "/" + reference(answer))))
                        .isEqualTo(3000));

        HttpResponse<String> again = respondAsync(Sends.mmsThenSms("0001", "deferred"), KEY, "deferred");
        assertThat(replayed(again)).isTrue();
        assertThat(messages("deferred")).hasSize(1);
    }

    @Test
    void afterARestartTheKeyIsStillKnown() {
        String body = Sends.mmsThenSms("0001", "restarted");
        RelayUnderTest before = RelayUnderTest.start(Map.of());
        HttpResponse<String> first =
                before.postAsync(SEND, body, KEY, "restarted").join();
        before.stop();

        try (RelayUnderTest after = RelayUnderTest.on(before.database(), Map.of())) {
            HttpResponse<String> again =
                    after.postAsync(SEND, body, KEY, "restarted").join();
            HttpResponse<String> other = after.postAsync(SEND, Sends.mmsThenSms("0001", "other"), KEY, "restarted")
                    .join();
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(replayed(again)).isTrue();
            assertThat(reference(again)).isEqualTo(reference(first));
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(after.posts().total()).isZero();
        }
    }

    /**
     * As many silent calls as are made at once keep the others from being begun until the relay stops: half as many as
     * there are connections.
     */
    @Test
    void whatAStoppedRelayLeftBehindIsSentByTheNextAndNothingElse() {
        RelayUnderTest before = RelayUnderTest.start(Map.of("telesign.timeout", "4s", "telesign.connections", "32"));
        IntStream.range(0, 16).forEach(i -> respondAsync(before, Sends.mmsThenSms("0011", "silent")));
        List<String> left = Stream.of("one", "two", "three")
                .map(name -> reference(respondAsync(before, Sends.mmsThenSms("0001", name))))
                .toList();
        before.stop();
        assertThat(before.posts().total()).isEqualTo(16);

        try (RelayUnderTest after = RelayUnderTest.on(before.database(), Map.of())) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(left)
                            .allSatisfy(id ->
                                    assertThat(code(after.get(SEND + "/" + id))).isEqualTo(3000)));
            assertThat(after.posts().total()).isEqualTo(3);
            assertThat(messages(after, "silent"))
                    .hasSize(16)
                    .extracting(message -> message.getString("send"))
                    .containsOnly("unknown");
        }
    }

    private static HttpResponse<String> post(String body, String key) {
        return relay.postAsync(SEND, body, KEY, key).join();
    }

    private static HttpResponse<String> respondAsync(RelayUnderTest on, String body) {
        return on.postAsync(SEND, body, "Prefer", "respond-async").join();
    }

    private static HttpResponse<String> respondAsync(String body, String header, String value) {
        return relay.postAsync(SEND, body, "Prefer", "respond-async", header, value)
                .join();
    }

    private static HttpRequest.Builder signed(String body, String nonce) {
        MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        MultiMap signed = RequestSignature.sign(
                new RawRequest("POST", SEND, headers, Buffer.buffer(body)),
                new ApiKey("example", RelayUnderTest.CUSTOMER_ID, new Secret(RelayUnderTest.API_KEY)),
                Instant.now(),
                nonce);
        HttpRequest.Builder request = HttpRequest.newBuilder(relay.uri(SEND)).POST(BodyPublishers.ofString(body));
        signed.forEach(request::setHeader);
        return request;
    }

    private static boolean replayed(HttpResponse<String> response) {
        return response.headers().firstValue(REPLAYED).equals(Optional.of("true"));
    }

    private static String reference(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("reference_id");
    }

    private static int code(HttpResponse<String> response) {
        return new JsonObject(response.body()).getJsonObject("status").getInteger("code");
    }

    private static JsonObject onlyMessage(String externalId) {
        List<JsonObject> found = messages(externalId);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<JsonObject> messages(String externalId) {
        return messages(relay, externalId);
    }

    private static List<JsonObject> messages(RelayUnderTest on, String externalId) {
        return new JsonObject(on.get("/api/messages?external_id=" + externalId).body())
                .getJsonArray("messages").stream().map(JsonObject.class::cast).toList();
    }
}
