package omnirelay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import omnirelay.config.Secret;
import omnirelay.support.ApiContract;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.ServerCertificate;
import omnirelay.support.Soon;
import omnirelay.telesign.ApiKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check says of a relay behind all kinds of things that can stand before it. */
class CallbackCheckIT {
    private static final String PATH = "/callbacks/telesign";
    private static RelayUnderTest relay;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(Map.of(
                "clients", "[{id: operator, key: '%s', roles: [admin, view]}]".formatted(RelayUnderTest.API_KEY)));
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    @AfterEach
    void close() {
        Soon.await(vertx.close());
    }

    @Test
    void theRelayItselfKeepsEverythingAndStoresNothing() {
        Findings findings = check(relay.uri(PATH));

        assertThat(verdicts(findings))
                .isEqualTo(
                        "address BAD, dns WARNING, status GOOD, headers GOOD, body GOOD, time GOOD, get_with_body GOOD");
        JsonObject page = new JsonObject(relay.get("/api/callbacks").body());
        assertThat(page.getJsonArray("callbacks")).isEmpty();
        assertThat(relay.send(relay.request("/metrics").GET()).body())
                .contains("omnirelay_callbacks_total{verdict=\"probe\"}")
                .contains("omnirelay_callback_age_seconds NaN");
    }

    @Test
    void anotherKeyIsToldFromATransportThatChangesThings() {
        ApiKey other = new ApiKey("other", RelayUnderTest.CUSTOMER_ID, new Secret("YW5vdGhlciBrZXkgYWx0b2dldGhlcg=="));

        Findings findings = Soon.await(new CallbackCheck(vertx, other, null).run(relay.uri(PATH)));

        assertThat(finding(findings, "status").detail()).startsWith("401.").contains("wrong_signature");
        assertThat(findings.good()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "takes Authorization away,       headers,       WARNING, X-TS-Authorization arrived",
        "takes both headers away,        status,        BAD,     missing",
        "writes the JSON anew,           status,        BAD,     wrong_signature",
        "drops bodies of GET,            get_with_body, WARNING, oldest documentation",
        "redirects,                      status,        BAD,     a redirect to https://elsewhere.example/",
        "answers 202,                    status,        BAD,     200 only",
        "answers for itself,             status,        BAD,     something else answers",
        "cannot reach the relay,         status,        BAD,     does not reach the relay",
        "knows no such path,             status,        BAD,     Nothing takes callbacks there",
        "hangs up,                       connection,    BAD,     it broke",
    })
    void whatStandsBeforeTheRelayIsFoundOut(String what, String check, Finding.Verdict verdict, String detail) {
        Findings findings = check(behind(before(what)));

        assertThat(finding(findings, check).verdict()).isEqualTo(verdict);
        assertThat(finding(findings, check).detail()).contains(detail);
    }

    @Test
    void whatDoesNotAnswerIsGivenUpWhenTelesignWould() {
        Promise<Void> closed = Promise.promise();
        Future<Findings> silent = checked(behind(request -> {}));
        Future<Findings> endless = checked(behind(request -> {
            request.connection().closeHandler(closed::tryComplete);
            HttpServerResponse response = request.response().setChunked(true);
            vertx.setPeriodic(1, 100, tick -> response.write(" "));
        }));

        assertThat(finding(Soon.await(silent), "time").detail()).contains("No answer within 5 s");
        assertThat(finding(Soon.await(endless), "time").detail()).contains("No answer within 5 s");
        Soon.await(closed.future());
    }

    /** Its beginning says enough. */
    @ParameterizedTest
    @CsvSource({"200, something else answers", "404, Nothing takes callbacks there"})
    void anAnswerWithoutEndIsNotReadToItsEnd(int status, String detail) {
        Promise<Void> closed = Promise.promise();
        AtomicLong poured = new AtomicLong();
        Findings findings = check(behind(request -> {
            request.connection().closeHandler(closed::tryComplete);
            pour(request.response().setChunked(true).setStatusCode(status), poured);
        }));

        assertThat(finding(findings, "status").detail()).contains(detail);
        Soon.await(closed.future());
        assertThat(poured).hasValueLessThan(32 << 20);
    }

    /** Whatever is taken from it, there is more; part of it waits in the system's own buffers. */
    private static void pour(HttpServerResponse response, AtomicLong poured) {
        Buffer some = Buffer.buffer("x".repeat(8 * 1024));
        while (!response.closed() && !response.writeQueueFull()) {
            response.write(some);
            poured.addAndGet(some.length());
        }
        response.drainHandler(drained -> pour(response, poured));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://no-such-host.invalid/callbacks/telesign", "https://no-such-host.invalid"})
    void aNameThatNobodyKnowsIsSaid(String url) {
        Findings findings = check(URI.create(url));

        assertThat(finding(findings, "dns").verdict()).isEqualTo(Finding.Verdict.BAD);
        assertThat(findings.all()).hasSize(2);
    }

    @Test
    void aCertificateMustBeOneThatEverybodyTrusts(@TempDir Path dir) throws IOException, GeneralSecurityException {
        ServerCertificate certificate = ServerCertificate.create(dir);
        URI url = URI.create("https://localhost:" + secure(certificate) + PATH);
        TrustOptions trusting = new PemTrustOptions().addCertValue(Buffer.buffer(certificate.certificate()));

        assertThat(finding(check(url), "certificate").verdict()).isEqualTo(Finding.Verdict.BAD);
        assertThat(finding(check(url, trusting), "certificate").detail())
                .contains("Valid until", "issued by CN=localhost");
        URI byAddress = URI.create(url.toString().replace("localhost", "127.0.0.1"));
        assertThat(finding(check(byAddress, trusting), "certificate").verdict()).isEqualTo(Finding.Verdict.BAD);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/callbacks/telesign,      GOOD",
        "https://hooks.example.com:443/callbacks/telesign,  GOOD",
        "https://hooks.example.com/telesign,                WARNING",
        "http://hooks.example.com/callbacks/telesign,       BAD",
        "https://hooks.example.com:8443/callbacks/telesign, BAD",
        "https://203.0.113.7/callbacks/telesign,            BAD",
        "https://[2001:db8::7]/callbacks/telesign,          BAD",
    })
    void telesignCallsNotEveryAddress(URI url, Finding.Verdict verdict) {
        assertThat(Address.spelling(url).verdict()).isEqualTo(verdict);
    }

    @Test
    void anOperatorMayAskTheRelay() {
        String url = new JsonObject().put("url", relay.uri(PATH).toString()).encode();

        HttpResponse<String> answer = ApiContract.checked(post(url, "operator"));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonArray findings = new JsonObject(answer.body()).getJsonArray("findings");
        assertThat(findings.encode()).contains("Arrived byte for byte");

        assertThat(ApiContract.checked(post("{}", "operator")).statusCode()).isEqualTo(400);
        assertThat(ApiContract.checked(post("{\"url\":\"file:///etc/passwd\"}", "operator"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ApiContract.checked(post(url, RelayUnderTest.CUSTOMER_ID)).statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> post(String json, String client) {
        return relay.send(java.net.http.HttpRequest.newBuilder(relay.uri("/api/callback-check"))
                .header("Authorization", "Bearer " + client + ":" + RelayUnderTest.API_KEY)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(json)));
    }

    private Findings check(URI url) {
        return check(url, null);
    }

    private Findings check(URI url, @Nullable TrustOptions trusted) {
        return Soon.await(checked(url, trusted));
    }

    private Future<Findings> checked(URI url) {
        return checked(url, null);
    }

    private Future<Findings> checked(URI url, @Nullable TrustOptions trusted) {
        ApiKey key = new ApiKey("telesign", RelayUnderTest.CUSTOMER_ID, new Secret(RelayUnderTest.API_KEY));
        return new CallbackCheck(vertx, key, trusted).run(url);
    }

    private static Finding finding(Findings findings, String check) {
        return findings.all().stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + check + " in\n" + findings));
    }

    private static String verdicts(Findings findings) {
        return findings.all().stream()
                .map(finding -> finding.check() + " " + finding.verdict())
                .collect(Collectors.joining(", "));
    }

    private Consumer<HttpServerRequest> before(String what) {
        return switch (what) {
            case "takes Authorization away" -> request -> pass(request, List.of("Authorization"), false);
            case "takes both headers away" ->
                request -> pass(request, List.of("Authorization", "X-TS-Authorization"), false);
            case "writes the JSON anew" -> request -> pass(request, List.of(), true);
            case "drops bodies of GET" ->
                request -> {
                    if (request.method().name().equals("GET")) {
                        request.response().setStatusCode(400).end();
                    } else {
                        pass(request, List.of(), false);
                    }
                };
            case "redirects" ->
                request -> request.response()
                        .setStatusCode(301)
                        .putHeader("Location", "https://elsewhere.example/")
                        .end();
            case "answers 202" ->
                request -> request.response().setStatusCode(202).end();
            case "answers for itself" -> request -> request.response().end("<html>hello</html>");
            case "cannot reach the relay" ->
                request -> request.response().setStatusCode(502).end("<html>");
            case "knows no such path" ->
                request -> request.response().setStatusCode(404).end("{\"detail\":1}");
            case "hangs up" -> request -> request.connection().close();
            default -> throw new IllegalArgumentException(what);
        };
    }

    private void pass(HttpServerRequest request, List<String> without, boolean anew) {
        request.body().onSuccess(body -> {
            var headers = request.headers();
            without.forEach(headers::remove);
            Buffer sent = anew ? new JsonObject(body).toBuffer() : body;
            headers.remove("Content-Length");
            client.request(request.method(), relay.relay().httpPort(), "127.0.0.1", request.uri())
                    .putHeaders(headers)
                    .sendBuffer(sent)
                    .onSuccess(answer -> request.response()
                            .setStatusCode(answer.statusCode())
                            .end(answer.bodyAsBuffer()));
        });
    }

    private URI behind(Consumer<HttpServerRequest> proxy) {
        return URI.create("http://127.0.0.1:" + listening(new HttpServerOptions(), proxy::accept) + PATH);
    }

    private int secure(ServerCertificate certificate) {
        PemKeyCertOptions pair = new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificate.certificate()))
                .addKeyValue(Buffer.buffer(certificate.key()));
        return listening(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(pair),
                request -> pass(request, List.of(), false));
    }

    private int listening(HttpServerOptions options, Handler<HttpServerRequest> handler) {
        HttpServer server = Soon.await(
                vertx.createHttpServer(options).requestHandler(handler).listen(0, "127.0.0.1"));
        return server.actualPort();
    }
}
