package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import omnirelay.config.RelayConfig.Telesign.Authentication;
import omnirelay.config.Secret;
import omnirelay.probe.CallbackCheck;
import omnirelay.probe.Finding;
import omnirelay.probe.Findings;
import omnirelay.support.ExampleProxy;
import omnirelay.support.ExampleProxy.Kind;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.ServerCertificate;
import omnirelay.support.Soon;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestSigner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The relay behind the proxies that {@code conf/} gives examples for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProxyIT {
    private static final String CODE = "57244";
    private static final ApiKey KEY =
            new ApiKey("telesign", RelayUnderTest.CUSTOMER_ID, new Secret(RelayUnderTest.API_KEY));

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, ExampleProxy> proxies = new HashMap<>();
    private RelayUnderTest relay;
    private ServerCertificate certificate;
    private PemTrustOptions trusting;
    private HttpClient http;
    private Path dir;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        dir = folder;
        relay = RelayUnderTest.start(Map.of("callback.port", "0"));
        certificate = ServerCertificate.create(dir);
        trusting = new PemTrustOptions().addCertValue(Buffer.buffer(certificate.certificate()));
        http = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustOptions(trusting));
    }

    @AfterAll
    void stop() {
        proxies.values().forEach(ExampleProxy::close);
        Soon.await(vertx.close());
        relay.close();
    }

    private ExampleProxy before(Kind kind) {
        return proxies.computeIfAbsent(
                kind.name(),
                name -> ExampleProxy.start(
                        kind,
                        folder(name),
                        certificate,
                        relay.relay().httpPort(),
                        relay.relay().callbackPort()));
    }

    /** Nothing listens behind it. */
    private ExampleProxy beforeNothing(Kind kind) {
        return proxies.computeIfAbsent(
                kind + " alone", name -> ExampleProxy.start(kind, folder(name), certificate, 1, 1));
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(dir.resolve(name.replace(' ', '-')));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void callbacksArriveAsTheyWereSent(Kind kind) {
        Findings findings = check(before(kind));

        Map<String, Finding.Verdict> verdicts = new HashMap<>();
        findings.all().forEach(finding -> verdicts.put(finding.check(), finding.verdict()));
        // A loopback address on another port is none for TeleSign.
        assertThat(verdicts.remove("address")).isEqualTo(Finding.Verdict.BAD);
        assertThat(verdicts.remove("dns")).isEqualTo(Finding.Verdict.WARNING);
        assertThat(verdicts)
                .as(findings.toString())
                .containsOnlyKeys("certificate", "status", "headers", "body", "time", "get_with_body")
                .allSatisfy((check, verdict) -> assertThat(verdict).isEqualTo(Finding.Verdict.GOOD));
    }

    @ParameterizedTest
    @EnumSource
    void onlyCallbacksAreTakenWhereTelesignCalls(Kind kind) {
        Heard heard = ask(before(kind).callbackPort(), HttpMethod.GET, "/api/messages", basic());

        assertThat(heard.status()).isEqualTo(404);
        assertThat(heard.type()).startsWith("application/problem+json");
        assertThat(heard.json().getInteger("status")).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource
    void aSignedSendIsTakenAndItsEventsComeAtOnceByWebSocketAndStream(Kind kind) throws InterruptedException {
        BlockingQueue<String> stream = new LinkedBlockingQueue<>();
        HttpClientRequest request = open(before(kind).port(), HttpMethod.GET, "/api/feed?after=now");
        request.putHeader("Authorization", RelayUnderTest.basic()).putHeader("Accept", "text/event-stream");
        request.send().onSuccess(response -> response.handler(chunk -> stream.add(chunk.toString())));
        try (FeedClient feed = FeedClient.connectSecurely(
                vertx, before(kind).port(), trusting, Map.of("Authorization", RelayUnderTest.basic()))) {
            feed.subscribeToAllFrom("now");
            awaitText(stream, "live");

            String reference = sendSigned(before(kind).port());

            feed.eventsUntil(event -> event.getString("type").equals("sent")
                    && event.getJsonObject("message").getString("reference_id").equals(reference));
            awaitText(stream, reference);
        } finally {
            request.connection().close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxysOwnErrorsAreJsonInTheLanguageOfThePath(Kind kind) {
        int port = beforeNothing(kind).port();

        Heard send = ask(port, HttpMethod.POST, "/v1/omnichannel", basic());
        assertThat(send.type()).startsWith("application/json");
        assertThat(send.json().getJsonObject("status").getInteger("code")).isEqualTo(3500);
        assertThat(send.status()).isGreaterThanOrEqualTo(502);

        Heard read = ask(port, HttpMethod.GET, "/api/messages", basic());
        assertThat(read.type()).startsWith("application/problem+json");
        assertThat(read.json().getInteger("status")).isEqualTo(read.status());

        Heard callback = ask(beforeNothing(kind).callbackPort(), HttpMethod.POST, "/callbacks/telesign", basic());
        assertThat(callback.type()).startsWith("application/problem+json");
        assertThat(callback.status()).isEqualTo(502);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheRelayRefusesIsToldInItsOwnWords(Kind kind) {
        HttpClientRequest request = open(before(kind).port(), HttpMethod.POST, "/v1/messaging");
        request.putHeader("Authorization", RelayUnderTest.basic());
        Heard heard = heard(request, () -> request.end(Buffer.buffer(new byte[2 << 20])));

        assertThat(heard.status()).isEqualTo(413);
        assertThat(heard.body()).contains("3116", "the most that is taken here");
    }

    @Test
    void nginxSaysItselfThatABodyIsTooLong() {
        HttpClientRequest request = open(before(Kind.NGINX).port(), HttpMethod.POST, "/v1/messaging");
        request.putHeader("Authorization", RelayUnderTest.basic());
        request.putHeader("Content-Length", String.valueOf(64 << 20));
        Heard heard = heard(request, request::sendHead);

        assertThat(heard.status()).isEqualTo(413);
        assertThat(heard.json().getJsonObject("status").getInteger("code")).isEqualTo(3116);
    }

    @ParameterizedTest
    @EnumSource
    void noCodeAndNoNumberIsLogged(Kind kind) {
        for (ExampleProxy proxy : List.of(before(kind), beforeNothing(kind))) {
            ask(proxy.port(), HttpMethod.GET, "/v1/omnichannel/7?verify_code=" + CODE, basic());
            ask(proxy.port(), HttpMethod.GET, "/capability/rcs/15558675309?verify_code=" + CODE, basic());
            // Whatever was to be logged has been when it is gone.
            proxy.close();
            assertThat(proxy.written()).doesNotContain(CODE, "5558675309");
        }
        proxies.remove(kind.name());
        proxies.remove(kind + " alone");
    }

    private Findings check(ExampleProxy proxy) {
        URI url = URI.create("https://localhost:" + proxy.callbackPort() + "/callbacks/telesign");
        return Soon.await(new CallbackCheck(vertx, KEY, trusting).run(url));
    }

    /** Signed over the path and the bytes of the body: neither may be changed on the way. */
    private String sendSigned(int port) {
        Buffer body = Buffer.buffer("""
                {"channels": [{"channel": "sms"}], "recipient": {"phone_number": "15555550001"},
                 "message": {"sms": {"template": "text", "parameters": {"text": "Grüße"}}}, "message_type": "MKT"}""");
        MultiMap headers = HttpHeaders.headers().set("Content-Type", "application/json");
        RequestSigner signer = new RequestSigner(Authentication.DIGEST, KEY, InstantSource.system());
        HttpClientRequest request = open(port, HttpMethod.POST, "/v1/omnichannel");
        request.headers().addAll(signer.sign(new RawRequest("POST", "/v1/omnichannel", headers, body)));
        Heard heard = heard(request, () -> request.end(body));
        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
        return heard.json().getString("reference_id");
    }

    private static void awaitText(BlockingQueue<String> stream, String text) throws InterruptedException {
        String all = "";
        while (!all.contains(text)) {
            String chunk = stream.poll(20, TimeUnit.SECONDS);
            assertThat(chunk).as("%s after %s", text, all).isNotNull();
            all += chunk;
        }
    }

    private static Map<String, String> basic() {
        return Map.of("Authorization", RelayUnderTest.basic());
    }

    private HttpClientRequest open(int port, HttpMethod method, String uri) {
        return Soon.await(http.request(method, port, "localhost", uri));
    }

    private Heard ask(int port, HttpMethod method, String uri, Map<String, String> headers) {
        HttpClientRequest request = open(port, method, uri);
        headers.forEach(request::putHeader);
        return heard(request, request::end);
    }

    /** Whoever listens only after it has sent may miss the answer's body. */
    private static Heard heard(HttpClientRequest request, Supplier<Future<Void>> sending) {
        Future<Heard> heard = request.response()
                .compose(response -> response.body()
                        .map(body -> new Heard(
                                response.statusCode(),
                                String.valueOf(response.getHeader("Content-Type")),
                                body.toString())));
        return Soon.await(sending.get().transform(sent -> heard));
    }

    /** An answer, whole. */
    private record Heard(int status, String type, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }
}
