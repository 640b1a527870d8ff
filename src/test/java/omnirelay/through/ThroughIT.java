package omnirelay.through;

import static org.assertj.core.api.Assertions.assertThat;

import com.telesign.MessagingClient;
import com.telesign.RestClient.TelesignResponse;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import omnirelay.config.RelayConfig.Telesign.Authentication;
import omnirelay.config.Secret;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Soon;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestSigner;
import omnirelay.through.OtherProducts.Seen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TeleSign's other paths through the relay; once with the relay signing by digest, once by Basic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThroughIT {
    private static final int LARGE = 1_000_000;
    private static final int MOST = 2_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient();
    private final OtherProducts telesign = new OtherProducts(vertx);
    private RelayUnderTest byDigest;
    private RelayUnderTest byBasic;

    @BeforeAll
    void start() {
        byDigest = relay("digest");
        byBasic = relay("basic");
    }

    private RelayUnderTest relay(String authentication) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "sandbox.enabled",
                "false",
                "http.host",
                "127.0.0.1",
                "telesign.url",
                telesign.url(),
                "telesign.customer-id",
                OtherProducts.CUSTOMER_ID,
                "telesign.api-key",
                OtherProducts.API_KEY,
                "telesign.authentication",
                authentication,
                "through.max-bytes",
                String.valueOf(MOST),
                "through.timeout",
                "3s"));
        settings.put(
                "clients",
                "[{id: '%s', key: '%s'}, {id: watcher, key: '%s', roles: [view]}]"
                        .formatted(RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY, RelayUnderTest.API_KEY));
        return RelayUnderTest.start(settings);
    }

    @AfterEach
    void forget() {
        telesign.forget();
    }

    @AfterAll
    void stop() {
        byDigest.close();
        byBasic.close();
        telesign.close();
        Soon.await(vertx.close());
    }

    private RelayUnderTest relaySigning(String by) {
        return by.equals("digest") ? byDigest : byBasic;
    }

    @ParameterizedTest
    @ValueSource(strings = {"digest", "basic"})
    void telesignsOwnSdkSendsAnSmsAndLooksItUp(String by)
            throws IOException, GeneralSecurityException, InterruptedException {
        MessagingClient sdk = new MessagingClient(
                RelayUnderTest.CUSTOMER_ID,
                RelayUnderTest.API_KEY,
                relaySigning(by).uri("").toString());
        String reference = "35C8B5D509BC10689196FED2AD551B8A";
        telesign.answer(200, "{\"reference_id\":\"" + reference + "\",\"status\":{\"code\":290}}");

        TelesignResponse sent = sdk.message("15558675309", "Grüße & Küsse", "ARN", null);

        assertThat(sent.statusCode).isEqualTo(200);
        assertThat(sent.json.get("reference_id").getAsString()).isEqualTo(reference);
        Seen seen = telesign.request();
        assertThat(seen.method() + " " + seen.uri()).isEqualTo("POST /v1/messaging");
        assertThat(seen.authentic()).isTrue();
        assertThat(seen.headers().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(seen.body().toString()).contains("phone_number=15558675309", "message=Gr%C3%BC");

        telesign.answer(404, "{\"status\":{\"code\":10017,\"description\":\"Not found\"}}");
        TelesignResponse found = sdk.status(reference, Map.of("verify_code", "57244"));

        assertThat(found.statusCode).isEqualTo(404);
        assertThat(found.body).isEqualTo("{\"status\":{\"code\":10017,\"description\":\"Not found\"}}");
        Seen asked = telesign.request();
        assertThat(asked.authentic()).isTrue();
        assertThat(asked.uri()).isEqualTo("/v1/messaging/" + reference + "?verify_code=57244");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/omnichannel/templates?a=%20b,        ''",
        "POST,   /v1/omnichannel/templates,               {\"name\":\"spring\"}",
        "DELETE, /v1/omnichannel/templates/sms/spring,    ''",
        "GET,    /capability/rcs/15558675309,             ''",
        "PUT,    /v1/verify/completion/35C8B5D509BC1068,  ''",
        "POST,   /v1/verify/bulk_sms,                     recipients=15558675309:1",
        "PATCH,  /v1/other/product,                       {\"a\": 1}",
        "POST,   /v2/voice,                               {\"a\": 1}",
    })
    void everyPathAndMethodArrivesAsItWasAskedForInTheRelaysName(String method, String uri, String body)
            throws InterruptedException {
        for (RelayUnderTest relay : new RelayUnderTest[] {byDigest, byBasic}) {
            telesign.answer(response -> response.setStatusCode(202)
                    .putHeader("Content-Type", "text/odd")
                    .putHeader("X-Request-Id", "7")
                    .end("as it is"));

            Heard heard = ask(relay, HttpMethod.valueOf(method), uri, Buffer.buffer(body));

            assertThat(heard.status()).isEqualTo(202);
            assertThat(heard.head().getHeader("Content-Type")).isEqualTo("text/odd");
            assertThat(heard.head().getHeader("X-Request-Id")).isEqualTo("7");
            assertThat(heard.body().toString()).isEqualTo("as it is");
            Seen seen = telesign.request();
            assertThat(seen.method() + " " + seen.uri()).isEqualTo(method + " " + uri);
            assertThat(seen.body().toString()).isEqualTo(body);
            assertThat(seen.authentic()).isTrue();
            assertThat(seen.headers().contains("Transfer-Encoding")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1//omnichannel",
                "/v1/messaging/%2e%2e/omnichannel",
                "/v1/messaging/../omnichannel",
                "/v1/Omnichannel",
                "/v1/omnichannel/35C8B5D509BC10689196FED2AD551B8A/x",
                "/v1/%6Fmnichannel",
                "v1/omnichannel?a=://x/v1/messaging",
                "http:/v1/omnichannel?://x/v1/messaging",
                "/v3/anything"
            })
    void nothingGetsPastTheJournal(String uri) {
        Heard heard = ask(byDigest, HttpMethod.POST, uri, Buffer.buffer("{\"not\":\"a message\"}"));

        assertThat(heard.status()).isBetween(400, 499);
        assertThat(telesign.sawNothing()).isTrue();
    }

    @Test
    void aLargeBodyStreamsBothWays() throws InterruptedException {
        Buffer body = random(LARGE);
        BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        Buffer answer = random(LARGE);
        telesign.answer(response -> {
            response.setChunked(true);
            response.write(answer.slice(0, LARGE / 2));
            // The rest only once the caller has some of it.
            vertx.executeBlocking(() -> heard.poll(20, TimeUnit.SECONDS))
                    .onSuccess(
                            some -> response.end(some == null ? Buffer.buffer("?") : answer.slice(LARGE / 2, LARGE)));
        });
        HttpClientRequest request = open(byBasic, HttpMethod.POST, "/v1/messaging", basic());
        request.putHeader("Content-Length", String.valueOf(LARGE));
        Buffer received = Buffer.buffer();
        Future<Void> end = request.response().compose(response -> {
            response.handler(chunk -> {
                received.appendBuffer(chunk);
                heard.add(chunk.length());
            });
            return response.end();
        });

        Soon.await(request.write(body.slice(0, LARGE / 2)));
        telesign.awaitSome();
        Soon.await(request.end(body.slice(LARGE / 2, LARGE)).compose(sent -> end));

        assertThat(telesign.request().body()).isEqualTo(body);
        assertThat(received).isEqualTo(answer);
    }

    @Test
    void aLargeBodyThatIsSignedArrivesWholeAndSignedAnew() throws InterruptedException {
        Buffer body = random(LARGE);

        Heard heard = ask(byDigest, HttpMethod.POST, "/v1/messaging", body);

        assertThat(heard.status()).isEqualTo(200);
        Seen seen = telesign.request();
        assertThat(seen.body()).isEqualTo(body);
        assertThat(seen.authentic()).isTrue();
    }

    @Test
    void aLongerBodyThanMayPassIsRefusedAndNeverEndsAtTelesign() throws InterruptedException {
        Heard announced = ask(byBasic, HttpMethod.POST, "/v1/messaging", random(MOST + 1));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.code()).isEqualTo(3116);

        HttpClientRequest chunked = open(byBasic, HttpMethod.POST, "/v1/messaging", basic());
        chunked.setChunked(true);
        Heard counted = heard(chunked, () -> chunked.end(random(MOST + 1)));

        assertThat(counted.status()).isEqualTo(413);
        telesign.awaitBroken();
        assertThat(telesign.sawNothing()).isTrue();
    }

    @Test
    void aBodyThatBreaksOffNeverEndsAtTelesign() throws InterruptedException {
        HttpClientRequest request = open(byBasic, HttpMethod.POST, "/v1/messaging", basic());
        request.setChunked(true).write("phone_number=1555");
        telesign.awaitSome();

        request.connection().close();

        telesign.awaitBroken();
        assertThat(telesign.sawNothing()).isTrue();
    }

    @Test
    void anAnswerThatIsTooLongOrBreaksOffIsCut() {
        telesign.answer(response -> response.setChunked(true).end(random(MOST + 1)));
        assertThat(cut(byBasic)).isTrue();

        telesign.answer(response -> {
            response.putHeader("Content-Length", "100").write("{");
            vertx.setTimer(1, soon -> response.reset());
        });
        assertThat(cut(byBasic)).isTrue();

        telesign.answer(response -> response.end(random(MOST + 1)));
        assertThat(ask(byBasic, HttpMethod.GET, "/v1/messaging/1", Buffer.buffer())
                        .code())
                .isEqualTo(3039);
    }

    @Test
    void whoeverDoesNotAnswerIsGivenUpAndTheCallerToldThatItMayHaveHappened() throws InterruptedException {
        telesign.answer(response -> {});

        Heard heard = ask(byDigest, HttpMethod.POST, "/v1/messaging", Buffer.buffer("message=hi"));

        assertThat(heard.status()).isEqualTo(504);
        assertThat(heard.code()).isEqualTo(3039);
        assertThat(telesign.request().body().toString()).isEqualTo("message=hi");
        assertThat(telesign.sawNothing()).isTrue();
    }

    @Test
    void whereTelesignCannotBeReachedNothingHasHappened() {
        try (RelayUnderTest alone = lonely()) {
            Heard heard = ask(alone, HttpMethod.POST, "/capability/rcs/15558675309", Buffer.buffer());

            assertThat(heard.status()).isEqualTo(503);
            assertThat(heard.code()).isEqualTo(3500);
            assertThat(heard.body().toString()).contains("Nothing was passed on");
            assertThat(heard.head().getHeader("Retry-After")).isEqualTo("1");
        }
    }

    private static RelayUnderTest lonely() {
        return RelayUnderTest.start(Map.of(
                "sandbox.enabled",
                "false",
                "http.host",
                "127.0.0.1",
                "telesign.url",
                "http://127.0.0.1:1",
                "telesign.customer-id",
                OtherProducts.CUSTOMER_ID,
                "telesign.api-key",
                OtherProducts.API_KEY,
                "clients",
                "[{id: '%s', key: '%s'}]".formatted(RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY)));
    }

    @ParameterizedTest
    @CsvSource({"'', 3405", "Basic bm9ib2R5OmF0IGFsbA==, 3400", "Bearer watcher:WATCHERS, 3400"})
    void nobodyElseIsLetThrough(String authorization, int code) {
        for (RelayUnderTest relay : new RelayUnderTest[] {byDigest, byBasic}) {
            HttpClientRequest request = open(
                    relay, HttpMethod.POST, "/v1/messaging", authorization.replace("WATCHERS", RelayUnderTest.API_KEY));

            assertThat(heard(request, () -> request.end(random(LARGE))).code()).isEqualTo(code);
            assertThat(telesign.sawNothing()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 401", "GET, 200"})
    void whatATransportSilentlySendsAgainHappensOnce(HttpMethod method, int second) throws InterruptedException {
        Buffer body = method.equals(HttpMethod.POST) ? Buffer.buffer("message=hi") : Buffer.buffer();
        MultiMap headers = HttpHeaders.headers().set("Content-Type", "application/x-www-form-urlencoded");
        ApiKey client = new ApiKey("client", RelayUnderTest.CUSTOMER_ID, new Secret(RelayUnderTest.API_KEY));
        MultiMap signed = new RequestSigner(Authentication.DIGEST, client, InstantSource.system())
                .sign(new RawRequest(method.name(), "/v1/messaging", headers, body));

        assertThat(sendSigned(method, signed, body).status()).isEqualTo(200);
        assertThat(telesign.request().headers().get("x-ts-nonce")).isNotEqualTo(signed.get("x-ts-nonce"));
        assertThat(sendSigned(method, signed, body).status()).isEqualTo(second);
        assertThat(telesign.sawNothing()).isEqualTo(second == 401);
    }

    private Heard sendSigned(HttpMethod method, MultiMap headers, Buffer body) {
        HttpClientRequest request = open(byDigest, method, "/v1/messaging", "");
        request.headers().addAll(headers);
        return heard(request, () -> body.length() == 0 ? request.end() : request.end(body));
    }

    @Test
    void itIsCountedByApiAndOutcome() throws InterruptedException {
        telesign.answer(429, "{}");
        ask(byDigest, HttpMethod.GET, "/v1/omnichannel/templates", Buffer.buffer());
        telesign.request();

        assertThat(byDigest.send(byDigest.request("/metrics").GET()).body())
                .containsPattern("omnirelay_through_seconds_count\\{api=\"templates\",outcome=\"429\"} 1");
    }

    private static String basic() {
        return RelayUnderTest.basic();
    }

    private HttpClientRequest open(RelayUnderTest relay, HttpMethod method, String uri, String authorization) {
        HttpClientRequest request =
                Soon.await(http.request(method, relay.relay().httpPort(), "127.0.0.1", uri));
        return authorization.isEmpty() ? request : request.putHeader("Authorization", authorization);
    }

    private Heard ask(RelayUnderTest relay, HttpMethod method, String uri, Buffer body) {
        HttpClientRequest request = open(relay, method, uri, basic());
        return heard(request, () -> body.length() == 0 ? request.end() : request.end(body));
    }

    /** Whoever listens only after it has sent may miss the answer's body. */
    private static Heard heard(HttpClientRequest request, Supplier<Future<Void>> sending) {
        Future<Heard> heard =
                request.response().compose(head -> head.body().map(body -> new Heard(head, head.statusCode(), body)));
        return Soon.await(sending.get().transform(sent -> heard));
    }

    private boolean cut(RelayUnderTest relay) {
        HttpClientRequest request = open(relay, HttpMethod.GET, "/v1/messaging/1", basic());
        Future<Boolean> cut = request.response()
                .compose(HttpClientResponse::body)
                .map(body -> false)
                .otherwise(true);
        return Soon.await(request.end().transform(sent -> cut));
    }

    private static Buffer random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    /** An answer, whole. */
    private record Heard(HttpClientResponse head, int status, Buffer body) {
        int code() {
            return new JsonObject(body).getJsonObject("status").getInteger("code");
        }
    }
}
