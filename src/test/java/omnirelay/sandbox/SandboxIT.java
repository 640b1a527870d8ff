package omnirelay.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import omnirelay.config.RelayConfig;
import omnirelay.config.Secret;
import omnirelay.sandbox.CallbackReceiver.Received;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.CallbackSignature;
import omnirelay.telesign.KeyRing;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxIT {
    private static final ApiKey KEY = new ApiKey(
            "example",
            "FFFFFFFF-EEEE-DDDD-1234-AB1234567890",
            new Secret("ABC12345yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw=="));
    private static final String SENDS = "/v1/omnichannel";
    private static Vertx vertx;
    private static WebClient http;

    private CallbackReceiver callbacks;
    private Sandbox sandbox;
    private String url;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        http = WebClient.create(vertx, new WebClientOptions(), new PoolOptions().setHttp1MaxSize(20));
    }

    @AfterAll
    static void close() throws Exception {
        http.close();
        vertx.close().await(10, SECONDS);
    }

    @BeforeEach
    void start() throws Exception {
        callbacks = new CallbackReceiver(vertx);
        sandbox = sandbox();
        url = "http://127.0.0.1:" + sandbox.start().await(10, SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        sandbox.stop().await(10, SECONDS);
    }

    private Sandbox sandbox() {
        return new Sandbox(
                vertx,
                InstantSource.system(),
                new RelayConfig.Sandbox(true, 0, 42, 6_000, false),
                10,
                KEY,
                callbacks::url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0001 | 3001 mms 3001 > 3002 mms 3002 > 3000 mms 3000
            0002 | 3001 mms 3001 > 3002 mms 3002 > 3002 mms 3056 > 3002 mms 3056 sms 3001 > 3002 mms 3056 sms 3002 > 3000 mms 3056 sms 3000
            5309 | 3001 mms 3001 > 3002 mms 3002 > 3002 mms 3056 > 3002 mms 3056 sms 3001 > 3002 mms 3056 sms 3002 > 3000 mms 3056 sms 3000
            0003 | 3001 mms 3001 > 3001 mms 3003 > 3001 mms 3003 sms 3001 > 3002 mms 3003 sms 3002 > 3000 mms 3003 sms 3000
            0004 | 3001 mms 3001 > 3001 mms 3003 > 3001 mms 3003 sms 3001 > 3003 mms 3003 sms 3003
            0005 | 3001 mms 3001 > 3002 mms 3002 > 3000 mms 3000 > 3005 mms 3005
            0006 | 3001 mms 3001 > 3002 mms 3002 > 3002 mms 3056 > 3002 mms 3056 sms 3001 > 3002 mms 3056 sms 3002 > 3000 mms 3056 sms 3000 > 3000 mms 3000 sms 3000
            0007 | 3001 mms 3001 > 3001 mms 3001 > 3002 mms 3002 > 3002 mms 3002 > 3000 mms 3000 > 3000 mms 3000
            0008 | 3000 mms 3000 > 3002 mms 3002 > 3001 mms 3001
            0018 | 3001 mms 3001 > 3001 mms 3072 > 3001 mms 3072 sms 3001 > 3072 mms 3072 sms 3072
            """)
    void everyChangeIsCalledBackCumulativelyAndSigned(String digits, String expected) throws Exception {
        JsonObject answer = ok(send(to(digits)));
        List<Received> told = callbacks.next(expected.split(" > ").length);

        assertThat(told.stream().map(Received::told)).containsExactly(expected.split(" > "));
        assertThat(told).allSatisfy(callback -> {
            assertThat(callback.method()).isEqualTo("POST");
            assertThat(callback.authorization()).startsWith("TSA " + KEY.customerId() + ":");
            assertThat(isProven(callback.authorization(), null, callback)).isTrue();
            assertThat(isProven(null, callback.xTsAuthorization(), callback)).isTrue();
            assertThat(callback.json().getString("reference_id")).isEqualTo(answer.getString("reference_id"));
            assertThat(callback.json().getString("external_id")).isEqualTo("order-" + digits);
        });
    }

    @Test
    void anAnswerIsTeleSigns() throws Exception {
        HttpResponse<Buffer> response = send(to("0001")).await(10, SECONDS);

        assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(response.bodyAsJsonObject().getString("reference_id")).matches("[0-9A-F]{32}");
        assertThat(response.bodyAsJsonObject().getJsonObject("status"))
                .isEqualTo(new JsonObject("{\"code\":3001,\"description\":\"Message in progress\"}"));
        assertThat(response.bodyAsJsonObject().getString("external_id")).isEqualTo("order-0001");
    }

    @Test
    void aChannelHasNoReferenceWhileItIsInProgress() throws Exception {
        ok(send(to("0001")));

        assertThat(channel(callbacks.next(), 0, "mms").containsKey("reference_id"))
                .isFalse();
        assertThat(channel(callbacks.next(), 0, "mms").getString("reference_id"))
                .matches("[0-9A-F]{32}");
    }

    @Test
    void timesAreThoseOfTheWallClock() throws Exception {
        Instant before = Instant.now();
        ok(send(to("0002")));
        List<Received> told = callbacks.next(6);

        Instant delivered = Instant.parse(channel(told.get(5), 1, "sms").getString("updated_on"));
        assertThat(delivered).isBetween(before, Instant.now());
    }

    @Test
    void aCallbackThatIsNotTakenComesAgain() throws Exception {
        callbacks.answerNextWith(500, 204, 200);
        ok(send(to("0001")));

        assertThat(callbacks.told(5))
                .containsExactly("3001 mms 3001", "3001 mms 3001", "3001 mms 3001", "3002 mms 3002", "3000 mms 3000");
    }

    @Test
    void aCallbackIsGivenUpAfterFourAttempts() throws Exception {
        callbacks.answerNextWith(503, 503, 503, 503);
        ok(send(to("0001")));

        assertThat(callbacks.told(6))
                .containsExactly(
                        "3001 mms 3001",
                        "3001 mms 3001",
                        "3001 mms 3001",
                        "3001 mms 3001",
                        "3002 mms 3002",
                        "3000 mms 3000");
    }

    @Test
    void aCallbackUrlInTheRequestWins() throws Exception {
        CallbackReceiver own = new CallbackReceiver(vertx);
        ok(send(to("0001").put("callback_url", own.url().toString())));

        assertThat(own.told(3)).endsWith("3000 mms 3000");
    }

    @Test
    void theAnswerComesAfterTheFirstCallbackIn0009() throws Exception {
        callbacks.answerNextWith(Received.HELD);
        Future<HttpResponse<Buffer>> answer = send(to("0009"));
        Received first = callbacks.next();

        assertThat(answer.isComplete()).isFalse();
        first.answer();
        ok(answer);
        assertThat(callbacks.told(2)).endsWith("3000 mms 3000");
    }

    @Test
    void theConnectionIsCutButCallbacksComeIn0010() throws Exception {
        Future<HttpResponse<Buffer>> answer = send(to("0010"));

        assertThat(callbacks.told(3)).endsWith("3000 mms 3000");
        assertThatThrownBy(() -> answer.await(10, SECONDS)).hasMessageContaining("closed");
    }

    @Test
    void thereIsNeitherAnswerNorCallbackIn0011() throws Exception {
        Future<HttpResponse<Buffer>> answer = send(to("0011"));
        await().until(() -> sandbox.posts().total() == 1);
        ok(send(to("0001")));

        assertThat(callbacks.next(3))
                .allSatisfy(callback ->
                        assertThat(callback.json().getString("external_id")).isEqualTo("order-0001"));
        assertThat(answer.isComplete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0012, 429 3204, 429 3204, 200 3001",
        "0013, 429 3203, 429 3203, 429 3203",
        "0014, 503 3500, 200 3001, 503 3500",
        "0015, 401 3400, 401 3400, 401 3400"
    })
    void aSendIsRefused(String digits, String first, String second, String third) throws Exception {
        assertThat(answered(send(to(digits)))).isEqualTo(first);
        assertThat(answered(send(to(digits)))).isEqualTo(second);
        assertThat(answered(send(to(digits)))).isEqualTo(third);
    }

    @Test
    void onlyALookUpTellsOfADeliveryIn0016() throws Exception {
        String referenceId = ok(send(to("0016"))).getString("reference_id");

        await().untilAsserted(() -> assertThat(answered(lookUp(referenceId))).isEqualTo("200 3000"));
        ok(send(to("0001")));
        assertThat(callbacks.next().json().getString("external_id")).isEqualTo("order-0001");
    }

    @Test
    void callbacksLookAsInTheOldExampleIn0017() throws Exception {
        ok(send(to("0017")));
        List<Received> told = callbacks.next(6);

        assertThat(told).allSatisfy(callback -> {
            assertThat(callback.method()).isEqualTo("GET");
            assertThat(callback.json().getString("external_id")).isEqualTo("null");
            assertThat(isProven(callback.authorization(), null, callback)).isTrue();
        });
        Received last = told.get(5);
        assertThat(last.told()).isEqualTo("3000 mms 3056 sms 3000");
        assertThat(channel(last, 0, "mms").getString("updated_on"))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(channel(last, 1, "sms").getString("updated_on"))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d:\\d{3}")
                .isEqualTo(last.json().getJsonObject("status").getString("updated_on"));
    }

    @Test
    void theRecipientAnswersStopIn0019() throws Exception {
        ok(send(to("0019").put("sender_id", "55512")));

        assertThat(callbacks.told(3)).endsWith("3000 mms 3000");
        JsonObject reply = callbacks.next().json();
        assertThat(reply.getString("sub_resource")).isEqualTo("mo_sms");
        assertThat(reply.getJsonObject("status").getInteger("code")).isEqualTo(1500);
        assertThat(reply.getString("reference_id")).matches("[0-9A-F]{32}");
        JsonObject response = reply.getJsonObject("user_response");
        assertThat(response.getString("action")).isEqualTo("stop");
        assertThat(response.getString("phone_number")).isEqualTo("15558670019");
        assertThat(response.getString("sender_id")).isEqualTo("55512");
        assertThat(response.getString("iso_country_code")).isEqualTo("US");
        assertThat(response.getString("mo_message")).isEqualTo("STOP");
    }

    @Test
    void aFaultOfOneChannelIsReportedForItAndTheNextIsTried() throws Exception {
        JsonObject request = to("0001");
        request.getJsonArray("channels").add(0, new JsonObject().put("channel", "fax"));
        request.getJsonObject("message").getJsonObject("mms").put("template", "hologram");
        ok(send(request));

        Received last = callbacks.next(7).get(6);
        assertThat(last.told()).isEqualTo("3000 fax 3100 mms 3112 sms 3000");
        assertThat(channel(last, 0, "fax").getString("description")).isEqualTo("Unknown channel specified: fax");
    }

    @ParameterizedTest
    @CsvSource({"{}, 400 3300", "[], 400 3110", "no JSON, 400 3110"})
    void aRequestThatBreaksTheRulesIsRefused(String body, String expected) throws Exception {
        HttpResponse<Buffer> response = post(Buffer.buffer(body)).await(10, SECONDS);

        assertThat(told(response)).isEqualTo(expected);
        assertThat(response.bodyAsJsonObject().getString("reference_id")).matches("[0-9A-F]{32}");
    }

    @Test
    void aRequestOverTenKilobytesIsRefused() throws Exception {
        JsonObject large = to("0001").put("sender_id", "x".repeat(10_240));

        assertThat(answered(send(large))).isEqualTo("413 3116");
    }

    @Test
    void credentialsAreChecked() throws Exception {
        assertThat(answered(http.postAbs(url + SENDS).sendJsonObject(to("0001"))))
                .isEqualTo("401 3405");
        assertThat(answered(http.postAbs(url + SENDS)
                        .putHeader("Authorization", "Basic bm9ib2R5Om5vdGhpbmc=")
                        .sendJsonObject(to("0001"))))
                .isEqualTo("401 3400");
    }

    @Test
    void aSignedRequestIsTakenOnce() throws Exception {
        Buffer body = to("0001").toBuffer();
        MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        RawRequest unsigned = new RawRequest("POST", SENDS, headers, body);
        MultiMap signed = RequestSignature.sign(
                unsigned, KEY, Instant.now(), UUID.randomUUID().toString());

        assertThat(answered(http.postAbs(url + SENDS).putHeaders(signed).sendBuffer(body)))
                .isEqualTo("200 3001");
        assertThat(answered(http.postAbs(url + SENDS).putHeaders(signed).sendBuffer(body)))
                .as("its nonce is used up")
                .isEqualTo("401 3400");
    }

    @Test
    void lookUpsOfWhatIsNotThereAreRefused() throws Exception {
        assertThat(answered(lookUp("35C8B5D5"))).isEqualTo("400 3311");
        assertThat(answered(lookUp("35C8B5D509BC10689196FED2AD551B8A"))).isEqualTo("404 -10004");
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "GET, /v1/verify/sms", "DELETE, /v1/omnichannel/35C8B5D509BC10689196FED2AD551B8A"})
    void nothingElseIsThere(String method, String path) throws Exception {
        HttpResponse<Buffer> response =
                http.requestAbs(HttpMethod.valueOf(method), url + path).send().await(10, SECONDS);

        assertThat(response.statusCode()).isIn(404, 405);
        assertThat(response.bodyAsJsonObject()).isNotNull();
    }

    @Test
    void sendsThatAreRepeatedAfterOneWasAcceptedAreKnown() throws Exception {
        ok(send(to("0012").put("external_id", "patient")), 429);
        ok(send(to("0012").put("external_id", "patient")), 429);
        ok(send(to("0012").put("external_id", "patient")));
        assertThat(sandbox.posts().repeatedAfterAcceptance()).isEmpty();

        ok(send(to("0001")));
        ok(send(to("0001")));
        assertThat(sandbox.posts().repeatedAfterAcceptance()).containsExactly("order-0001");
        assertThat(sandbox.posts().total()).isEqualTo(5);
        assertThat(sandbox.posts().of("order-0001")).hasSize(2);
    }

    @Test
    void theSameSeedGivesTheSameReferencesButForTheTime() throws Exception {
        String first = ok(send(to("1234"))).getString("reference_id");
        Sandbox twin = sandbox();
        url = "http://127.0.0.1:" + twin.start().await(10, SECONDS);
        String second = ok(send(to("1234"))).getString("reference_id");
        twin.stop().await(10, SECONDS);

        assertThat(second.charAt(0)).isEqualTo(first.charAt(0));
        assertThat(second.substring(12)).isEqualTo(first.substring(12));
    }

    private static JsonObject to(String digits) {
        return new JsonObject()
                .put(
                        "channels",
                        new JsonArray()
                                .add(new JsonObject().put("channel", "mms").put("fallback_time", 600))
                                .add(new JsonObject().put("channel", "sms")))
                .put("recipient", new JsonObject().put("phone_number", "1555867" + digits))
                .put(
                        "message",
                        new JsonObject()
                                .put("mms", template("image", "url", "https://example.com/a.jpg"))
                                .put("sms", template("text", "text", "Sale today")))
                .put("message_type", "MKT")
                .put("external_id", "order-" + digits);
    }

    private static JsonObject template(String name, String parameter, String value) {
        return new JsonObject().put("template", name).put("parameters", new JsonObject().put(parameter, value));
    }

    private Future<HttpResponse<Buffer>> send(JsonObject request) {
        return post(request.toBuffer());
    }

    private Future<HttpResponse<Buffer>> post(Buffer body) {
        return http.postAbs(url + SENDS)
                .putHeader("Authorization", KEY.basic())
                .putHeader("Content-Type", "application/json")
                .sendBuffer(body);
    }

    private Future<HttpResponse<Buffer>> lookUp(String referenceId) {
        return http.getAbs(url + SENDS + "/" + referenceId)
                .putHeader("Authorization", KEY.basic())
                .send();
    }

    private static JsonObject ok(Future<HttpResponse<Buffer>> answer) throws Exception {
        return ok(answer, 200);
    }

    private static JsonObject ok(Future<HttpResponse<Buffer>> answer, int status) throws Exception {
        HttpResponse<Buffer> response = answer.await(10, SECONDS);
        assertThat(response.statusCode()).isEqualTo(status);
        return response.bodyAsJsonObject();
    }

    /** HTTP status and code: {@code 200 3001}. */
    private static String answered(Future<HttpResponse<Buffer>> answer) throws Exception {
        return told(answer.await(10, SECONDS));
    }

    private static String told(HttpResponse<Buffer> response) {
        return response.statusCode() + " "
                + response.bodyAsJsonObject().getJsonObject("status").getInteger("code");
    }

    private static JsonObject channel(Received callback, int index, String name) {
        return callback.json()
                .getJsonArray("channel_status")
                .getJsonObject(index)
                .getJsonObject(name);
    }

    private static boolean isProven(
            @Nullable String authorization, @Nullable String xTsAuthorization, Received callback) {
        return new CallbackSignature(new KeyRing(List.of(KEY)))
                        .verify(authorization, xTsAuthorization, callback.body().getBytes())
                instanceof Proven;
    }
}
