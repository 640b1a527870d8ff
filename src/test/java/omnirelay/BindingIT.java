package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import omnirelay.message.RawBody;
import omnirelay.support.ApiContract;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks of every kind and at any time: which message they are taken to be about, and what is kept of the rest. */
class BindingIT {
    private static final String CALLBACKS = "/callbacks/telesign";
    private static final Path PAYLOADS = Path.of("src", "test", "resources", "telesign");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static RelayUnderTest relay;

    /** The sandbox leaves calls unanswered that end in 0011, so that a callback can come before the answer. */
    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of("telesign.timeout", "3s"));
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @Test
    void aCallbackThatComesBeforeTheAnswerFindsItsSendByTheRelaysId() {
        String reference = reference(1);
        CompletableFuture<HttpResponse<String>> answer = sendAndHearNothing("before-the-answer");
        String id = underWay("before-the-answer");

        callBack(report(reference, id + ".before-the-answer", "sms", 3000));

        JsonObject message = detail(id);
        assertThat(message.getString("send")).isEqualTo("sent");
        assertThat(message.getString("reference_id")).isEqualTo(reference);
        assertThat(code(message)).isEqualTo(3000);
        JsonObject answered = object(answer.join());
        assertThat(answered.getString("reference_id")).isEqualTo(reference);
        assertThat(answered.getString("external_id")).isEqualTo("before-the-answer");
        assertThat(object(relay.get("/v1/omnichannel/" + reference)).getString("external_id"))
                .isEqualTo("before-the-answer");
    }

    @Test
    void whatWasKeptUnderAReferenceMovesToTheSendThatTheReferenceTurnsOutToBeOf() {
        String reference = reference(2);
        try (FeedClient feed = relay.feed()) {
            feed.subscribeToAllFrom("now");
            CompletableFuture<HttpResponse<String>> answer = sendAndHearNothing("bound-later");
            String id = underWay("bound-later");
            callBack(report(reference, "null", "mms", 3056));
            JsonObject stranger = onlyMessage("reference_id=" + reference);
            assertThat(stranger.getBoolean("sent_here")).isFalse();
            assertThat(stranger.getString("external_id")).isNull();

            callBack(report(reference, id, "sms", 3000));

            JsonObject bound = feed.eventsUntil(event -> type(event).equals("bound")).stream()
                    .filter(event -> type(event).equals("bound"))
                    .findFirst()
                    .orElseThrow();
            assertThat(bound.getJsonObject("message").getString("id")).isEqualTo(id);
            assertThat(bound.getString("bound_id")).isEqualTo(stranger.getString("id"));
            JsonObject message = detail(stranger.getString("id"));
            assertThat(message.getString("id")).isEqualTo(id);
            assertThat(message.getJsonArray("aliases")).containsExactly(stranger.getString("id"));
            assertThat(channelCodes(message)).containsExactly("mms 3056", "sms 3000");
            assertThat(message.getJsonArray("callbacks")).hasSize(2);
            assertThat(onlyMessage("reference_id=" + reference).getString("id")).isEqualTo(id);
            assertThat(object(answer.join()).getString("reference_id")).isEqualTo(reference);
        }
    }

    @Test
    void aCallbackWithoutTheRelaysIdFindsItsSendByTheReference() {
        String reference = object(relay.post("/v1/omnichannel", Sends.mmsThenSms("0016", "by-reference")))
                .getString("reference_id");

        callBack(report(reference, "null", "mms", 3005));

        JsonObject message = onlyMessage("reference_id=" + reference);
        assertThat(message.getBoolean("sent_here")).isTrue();
        assertThat(message.getString("external_id")).isEqualTo("by-reference");
        assertThat(code(message)).isEqualTo(3005);
    }

    @Test
    void aMessageThatNobodySentHereIsKeptAndShownAsSuch() {
        String reference = reference(3);
        callBack(report(reference, "another-system", "sms", 3003));

        JsonObject message = onlyMessage("reference_id=" + reference);
        assertThat(message.getBoolean("sent_here")).isFalse();
        assertThat(message.getString("external_id")).isEqualTo("another-system");
        JsonObject status = object(relay.get("/v1/omnichannel/" + reference));
        assertThat(status.getString("reference_id")).isEqualTo(reference);
        assertThat(code(status)).isEqualTo(3003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void isTakenByEveryMethodOfTelesignsAndOnceOnly(String method) {
        String reference = reference(method.hashCode());
        byte[] body = report(reference, "null", "sms", 3000);
        assertThat(callBack(method, body, RelayUnderTest.signature(body)).statusCode())
                .isEqualTo(200);
        assertThat(callBack(method, body, RelayUnderTest.signature(body)).statusCode())
                .isEqualTo(200);
        assertThat(detail(onlyMessage("reference_id=" + reference).getString("id"))
                        .getJsonArray("callbacks"))
                .singleElement()
                .satisfies(kept ->
                        assertThat(((JsonObject) kept).getString("method")).isEqualTo(method));
    }

    @Test
    void anotherMethodIsRefused() {
        HttpResponse<String> response = relay.send(relay.request(CALLBACKS).method("DELETE", BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow()).contains("GET", "POST", "PUT");
    }

    static Stream<Path> aboutOtherThings() throws IOException {
        return payloads("other-");
    }

    @ParameterizedTest
    @MethodSource("aboutOtherThings")
    void whatIsNotAboutAMessageIsListedAndMakesNone(Path payload) throws IOException {
        byte[] body = Files.readAllBytes(payload);
        long before = head();
        callBack(body);
        assertThat(listed("/api/callbacks?verdict=other&limit=200", body)).isTrue();
        assertThat(head()).isEqualTo(before);
    }

    static Stream<Path> hostile() throws IOException {
        return Stream.concat(payloads("broken-"), payloads("strange-"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatCannotBeUnderstoodIsQuarantinedIfItIsTelesigns(Path payload) throws IOException {
        byte[] body = Files.readAllBytes(payload);
        callBack(body);
        assertThat(listed("/api/quarantine?limit=200", body)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingIsKeptOfWhatTelesignDidNotSign(Path payload) throws IOException {
        byte[] body = (new String(Files.readAllBytes(payload), UTF_8) + " unsigned").getBytes(UTF_8);
        assertThat(callBack("POST", body, null).statusCode()).isEqualTo(401);
        assertThat(callBack("POST", body, RelayUnderTest.signature("another body"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(listed("/api/callbacks?limit=200", body)).isFalse();
    }

    @Test
    void whileTheDatabaseDoesNotAnswerTelesignIsAskedToComeAgain() throws SQLException {
        String reference = reference(4);
        byte[] body = report(reference, "null", "sms", 3000);
        try (Connection connection = relay.database().database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE feed_head IN ACCESS EXCLUSIVE MODE");
            HttpResponse<String> response = callBack("POST", body, RelayUnderTest.signature(body));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            connection.rollback();
        }
        await().atMost(LIMIT)
                .until(() ->
                        callBack("POST", body, RelayUnderTest.signature(body)).statusCode() == 200);
        assertThat(detail(onlyMessage("reference_id=" + reference).getString("id"))
                        .getJsonArray("callbacks"))
                .hasSize(1);
    }

    private static CompletableFuture<HttpResponse<String>> sendAndHearNothing(String externalId) {
        return relay.postAsync("/v1/omnichannel", Sends.mmsThenSms("0011", externalId));
    }

    /** The id of the message once its call has begun. */
    private static String underWay(String externalId) {
        await().atMost(LIMIT)
                .until(() -> messages("send=sending&external_id=" + externalId), found -> found.size() == 1);
        return onlyMessage("external_id=" + externalId).getString("id");
    }

    private static byte[] report(String reference, String externalId, String channel, int code) {
        JsonObject status = new JsonObject().put("code", code).put("description", "Reported");
        JsonObject channelStatus = new JsonObject().put(channel, status);
        return new JsonObject()
                .put("reference_id", reference)
                .put("external_id", externalId)
                .put("status", status.copy().put("last_channel", channel))
                .put("channel_status", new JsonArray().add(channelStatus))
                .toBuffer()
                .getBytes();
    }

    private static String reference(int number) {
        return "%032X".formatted(number);
    }

    private static void callBack(byte[] body) {
        HttpResponse<String> response = callBack("POST", body, RelayUnderTest.signature(body));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> callBack(String method, byte[] body, @Nullable String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(relay.uri(CALLBACKS))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return ApiContract.checked(relay.send(request));
    }

    private static Stream<Path> payloads(String kind) throws IOException {
        try (Stream<Path> all = Files.list(PAYLOADS)) {
            return all.filter(path -> path.getFileName().toString().startsWith(kind)).sorted().toList().stream();
        }
    }

    private static boolean listed(String path, byte[] body) {
        return objects(object(relay.get(path)), "callbacks").stream()
                .anyMatch(callback ->
                        callback.getString("hash").equals(RawBody.of(body).hash()));
    }

    private static long head() {
        return object(relay.get("/api/messages?limit=1")).getJsonObject("as_of").getLong("seq");
    }

    private static JsonObject detail(String id) {
        return object(relay.get("/api/messages/" + id));
    }

    private static JsonObject onlyMessage(String filter) {
        List<JsonObject> found = messages(filter);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<JsonObject> messages(String filter) {
        return objects(object(relay.get("/api/messages?" + filter)), "messages");
    }

    private static List<String> channelCodes(JsonObject message) {
        return objects(message, "channel_status").stream()
                .map(each -> each.getString("channel") + " " + code(each))
                .toList();
    }

    private static int code(JsonObject of) {
        return of.getJsonObject("status").getInteger("code");
    }

    private static String type(JsonObject event) {
        return event.getString("type");
    }

    private static JsonObject object(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private static List<JsonObject> objects(JsonObject in, String member) {
        return in.getJsonArray(member).stream().map(JsonObject.class::cast).toList();
    }
}
