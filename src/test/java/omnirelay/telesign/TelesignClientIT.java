package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Telesign;
import omnirelay.config.RelayConfig.Telesign.Authentication;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Finality;
import omnirelay.message.Outcome;
import omnirelay.message.Report;
import omnirelay.message.Status;
import omnirelay.telesign.Authenticity.Proven;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelesignClientIT {
    private static final String REFERENCE = "35C8B5D509BC10689196FED2AD551B8A";
    private static final String BODY = "{\"message_type\":\"MKT\",\"text\":\"Café\"}";
    private static final String ACCEPTED = "{\"reference_id\":\"" + REFERENCE
            + "\",\"status\":{\"code\":3001,\"description\":\"Message in progress\"},\"external_id\":null}";
    private static final Instant NOW = Instant.parse("2026-11-22T08:01:02Z");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    private Vertx vertx;
    private ScriptedServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        server = new ScriptedServer(vertx);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void sendsASignedRequestAndReadsTheReference() throws Exception {
        server.thenAnswer(200, ACCEPTED);

        assertThat(send(client(LONG))).isEqualTo(sent());

        RawRequest request = server.request();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/omnichannel");
        assertThat(request.body().toString(UTF_8)).isEqualTo(BODY);
        assertThat(request.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers().get("User-Agent")).isEqualTo("omnirelay");
        assertThat(request.headers().contains("Accept-Encoding")).isFalse();
        assertThat(request.headers().contains("Transfer-Encoding")).isFalse();
        assertThat(authenticity(request))
                .isEqualTo(new Proven(key(), request.headers().get("x-ts-nonce")));
    }

    @Test
    void usesANonceOnlyOnceAndAConnectionAgain() throws Exception {
        server.thenAnswer(200, ACCEPTED).thenAnswer(200, ACCEPTED);
        TelesignClient client = client(LONG);

        send(client);
        send(client);

        assertThat(server.request().headers().get("x-ts-nonce"))
                .isNotEqualTo(server.request().headers().get("x-ts-nonce"));
    }

    @Test
    void sendsBasicCredentialsWhereAskedTo() throws Exception {
        server.thenAnswer(200, ACCEPTED);

        send(client(config("http", server.port(), LONG, 2, 2, Authentication.BASIC)));

        RawRequest request = server.request();
        assertThat(request.headers().get("Authorization")).isEqualTo(key().basic());
        assertThat(request.headers().contains("x-ts-nonce")).isFalse();
        assertThat(authenticity(request)).isEqualTo(new Proven(key(), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"status\":{\"code\":3102,\"description\":\"why\"}}  | 3102 | why                  | false",
                "400 | {\"status\":{\"code\":\"3110\"}}                      | 3110 | Invalid request      | false",
                "400 | {\"status\":{\"code\":9999,\"description\":\"new\"}}  | 9999 | new                  | false",
                "401 | {\"status\":{\"code\":3411}}                          | 3411 | Invalid API Key.     | false",
                "401 | <html>                                                | 3400 | Not authorized       | false",
                "413 | ``                                                    | 3116 | Payload limit size exceeded | false",
                "413 | {\"status\":{\"code\":3116,\"description\":\"big\"}}  | 3116 | big                  | false",
                "429 | {\"status\":{\"code\":3203}}                          | 3203 | Callback URL parameter not enabled for Customer ID | false",
                "429 | {\"status\":{\"code\":3204,\"description\":\"slow\"}} | 3204 | slow                 | true",
                "429 | {\"status\":{\"code\":3206,\"description\":\"off\"}}  | 3206 | off                  | false",
                "429 | {\"status\":{\"code\":3207,\"description\":\"cap\"}}  | 3207 | cap                  | false",
                "503 | {\"status\":{\"code\":3500}}                          | 3500 | System Unavailable   | true",
                "503 | {\"status\":{\"code\":3041}}                          | 3041 | System unavailable   | true"
            })
    void readsARefusal(int httpStatus, String body, int code, String description, boolean retryable) {
        server.thenAnswer(httpStatus, body);

        SendOutcome result = send(client(LONG));

        Answer.Refused refused = (Answer.Refused) result.answer();
        assertThat(refused.status().code()).isEqualTo(code);
        assertThat(refused.status().description()).isEqualTo(description);
        assertThat(refused.status().outcome().negative()).isTrue();
        assertThat(refused.httpStatus()).isEqualTo(httpStatus);
        assertThat(refused.retryable()).isEqualTo(retryable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {}",
                "200 | not json",
                "200 | ``",
                "200 | {\"status\":{\"code\":3001}}",
                "200 | {\"reference_id\":\" \"}",
                "200 | {\"reference_id\":\"A\",\"reference_id\":\"B\"}",
                "204 | ``",
                "302 | {\"status\":{\"code\":3110}}",
                "404 | <html>",
                "403 | ``",
                "400 | {\"status\":{\"code\":3001}}",
                "500 | ``",
                "500 | {\"status\":{\"code\":10000}}",
                "502 | <html>Bad Gateway</html>",
                "503 | {\"status\":{\"code\":3001}}",
                "503 | {\"status\":{\"description\":\"System Unavailable\"}}",
                "504 | {}"
            })
    void anAnswerThatSaysNeitherYesNorNoIsLost(int httpStatus, String body) {
        server.thenAnswer(httpStatus, body);

        assertThat(send(client(LONG)))
                .isEqualTo(lost("TeleSign answered HTTP " + httpStatus
                        + " with nothing that tells whether it took the message."));
    }

    @Test
    void doesNotFollowRedirects() throws Exception {
        server.then(socket -> socket.write("HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:" + server.port()
                + "/v1/omnichannel\r\nContent-Length: 0\r\n\r\n"));
        server.thenAnswer(200, ACCEPTED);

        assertThat(send(client(LONG)).answer()).isInstanceOf(Answer.Lost.class);

        server.request();
        assertThat(server.hasNoMoreRequests()).isTrue();
    }

    @Test
    void doesNotUnpackWhatItDidNotAskFor() {
        server.then(socket -> socket.write(ScriptedServer.answer(200, ACCEPTED)
                .replace("Content-Type", "Content-Encoding: gzip\r\nContent-Type")));

        assertThat(send(client(LONG))).isEqualTo(sent());
    }

    static List<Consumer<NetSocket>> breaks() {
        return List.of(
                NetSocket::close,
                socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Le").onComplete(done -> socket.close()),
                socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"reference_id\":\"A")
                        .onComplete(done -> socket.close()),
                socket -> socket.write("220 smtp.example.com ESMTP\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aConnectionThatBreaksAfterTheRequestLosesTheAnswer(int which) throws Exception {
        server.then(breaks().get(which));

        assertThat(send(client(LONG))).isEqualTo(lost("The connection broke before TeleSign's answer was complete."));
        server.request();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"reference_id\":"
            })
    void anAnswerThatDoesNotComeInTimeIsLost(String beginning) throws Exception {
        server.then(socket -> socket.write(beginning));

        assertThat(send(client(SHORT))).isEqualTo(lost("TeleSign did not answer in time."));
        server.awaitClosedConnection();
    }

    @Test
    void anAnswerThatIsTooLongIsNotReadToItsEnd() throws Exception {
        server.then(socket ->
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(10_000_000)));

        assertThat(send(client(SHORT))).isEqualTo(lost("TeleSign did not answer in time."));
        server.awaitClosedConnection();
    }

    @Test
    void aRefusedConnectionNeverLeft() throws IOException {
        assertThat(send(client(config("http", unusedPort(), LONG, 2, 2, Authentication.DIGEST))))
                .isEqualTo(neverLeft());
    }

    @Test
    void aFailedHandshakeNeverLeft() throws Exception {
        vertx.createNetServer()
                .connectHandler(socket -> socket.handler(hello ->
                        socket.write("HTTP/1.1 400 Bad Request\r\n\r\n").onComplete(done -> socket.close())))
                .listen(0, "127.0.0.1")
                .compose(plain -> client(config("https", plain.actualPort(), LONG, 2, 2, Authentication.DIGEST))
                        .send(Buffer.buffer(BODY), Future::succeededFuture))
                .onComplete(ended -> {
                    assertThat(ended.result()).isEqualTo(neverLeft());
                })
                .await();
    }

    @Test
    void aHandshakeThatNeverEndsNeverLeft() {
        assertThat(client(config("https", server.port(), LONG, 2, 2, Authentication.DIGEST))
                        .send(Buffer.buffer(BODY), Future::succeededFuture)
                        .await())
                .isEqualTo(neverLeft());
        assertThat(server.hasNoMoreRequests()).isTrue();
    }

    @Test
    void whoWaitsForAConnectionInVainNeverLeft() throws Exception {
        TelesignClient client =
                client(config("http", server.port(), Duration.ofSeconds(3), 1, 1, Authentication.DIGEST));
        server.then(hangs -> {}).thenAnswer(200, ACCEPTED);

        Future<SendOutcome> first = client.send(Buffer.buffer(BODY), Future::succeededFuture);
        server.request();
        Future<SendOutcome> waiting = client.send(Buffer.buffer(BODY), Future::succeededFuture);
        Future<SendOutcome> tooMany = client.send(Buffer.buffer(BODY), Future::succeededFuture);

        assertThat(tooMany.await()).isEqualTo(neverLeft());
        assertThat(waiting.await()).isEqualTo(neverLeft());
        assertThat(first.await()).isEqualTo(lost("TeleSign did not answer in time."));
        assertThat(first.await()).isEqualTo(lost("TeleSign did not answer in time."));
        server.awaitClosedConnection();
        assertThat(send(client)).isEqualTo(sent());
        server.request();
        assertThat(server.hasNoMoreRequests()).isTrue();
    }

    @Test
    void opensANewConnectionWhereTheOldOneWasClosed() throws Exception {
        server.then(socket -> socket.write(ScriptedServer.answer(200, ACCEPTED)
                        .replace("Content-Type", "Connection: close\r\nContent-Type"))
                .onComplete(done -> socket.close()));
        server.thenAnswer(200, ACCEPTED);
        TelesignClient client = client(LONG);

        assertThat(send(client)).isEqualTo(sent());
        server.awaitClosedConnection();
        assertThat(send(client)).isEqualTo(sent());
    }

    @Test
    void looksUpAStatus() throws Exception {
        server.thenAnswer(200, new String(Payload.bytes("callback-mms-timeout-sms-delivered.json"), UTF_8));

        LookUpOutcome result = client(LONG).lookUp(REFERENCE, null).await();

        assertThat(((LookUpOutcome.Found) result).reports())
                .map(Report::channel)
                .containsExactly("mms", "sms", Report.WHOLE);
        RawRequest request = server.request();
        assertThat(request.method() + " " + request.path()).isEqualTo("GET /v1/omnichannel/" + REFERENCE);
        assertThat(authenticity(request)).isInstanceOf(Proven.class);
    }

    @Test
    void looksUpWhateverTextAReferenceIs() throws Exception {
        server.thenAnswer(200, "{\"status\":{\"code\":3000,\"last_channel\":\"sms\"}}")
                .thenAnswer(
                        200,
                        "{\"status\":{\"code\":3000,\"last_channel\":\"sms\"},\"channel_status\":[{\"sms\":{\"code\":3000}}],\"reference_id\":\"é\"}");
        TelesignClient client = client(LONG);

        client.lookUp("a b/../c?d", null).await();
        LookUpOutcome result = client.lookUp("é", null).await();

        assertThat(server.request().path()).isEqualTo("/v1/omnichannel/a%20b%2F..%2Fc%3Fd");
        RawRequest request = server.request();
        assertThat(request.path()).isEqualTo("/v1/omnichannel/%C3%A9");
        assertThat(authenticity(request)).isInstanceOf(Proven.class);
        assertThat(result).isInstanceOf(LookUpOutcome.Found.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | {\"status\":{\"code\":-10004,\"description\":\"ReferenceID expired.\"}} | TeleSign answered -10004, ReferenceID expired.",
                "400 | {\"status\":{\"code\":3311,\"description\":\"Invalid value for parameter reference_id\"}} | TeleSign answered 3311, Invalid value for parameter reference_id",
                "401 | {\"status\":{\"code\":3206,\"description\":\"Omnichannel Product not enabled for Customer ID\"}} | TeleSign answered 3206, Omnichannel Product not enabled for Customer ID",
                "503 | {\"status\":{\"code\":3041,\"description\":\"System unavailable\"}} | TeleSign answered 3041, System unavailable"
            })
    void saysWhyThereIsNoStatus(int httpStatus, String body, String reason) {
        server.thenAnswer(httpStatus, body);

        LookUpOutcome result = client(LONG).lookUp(REFERENCE, null).await();

        assertThat(((LookUpOutcome.Refused) result).reason()).isEqualTo(reason);
        assertThat(((LookUpOutcome.Refused) result).error().httpStatus()).isEqualTo(httpStatus);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"200 | []", "200 | {\"status\":{}}", "502 | <html>", "500 | {}"})
    void saysWhereALookUpTellsNothing(int httpStatus, String body) {
        server.thenAnswer(httpStatus, body);

        assertThat(client(LONG).lookUp(REFERENCE, null).await())
                .isEqualTo(new LookUpOutcome.Failed(
                        "TeleSign answered HTTP " + httpStatus + " with nothing that tells a status."));
    }

    @Test
    void aLookUpWithoutAnswerFailsInTime() {
        assertThat(client(SHORT).lookUp(REFERENCE, null).await()).isInstanceOf(LookUpOutcome.Failed.class);
    }

    private static SendOutcome send(TelesignClient client) {
        return client.send(Buffer.buffer(BODY), Future::succeededFuture).await();
    }

    private static SendOutcome sent() {
        return new SendOutcome(new Answer.Sent(REFERENCE, Status.IN_PROGRESS), true);
    }

    private static SendOutcome lost(String reason) {
        return new SendOutcome(new Answer.Lost(reason), true);
    }

    private static SendOutcome neverLeft() {
        Status unavailable = Status.local(3500, "System Unavailable", Outcome.REJECTED, Finality.FINAL);
        return new SendOutcome(new Answer.Refused(unavailable, 503, true), false);
    }

    private TelesignClient client(Duration timeout) {
        return client(config("http", server.port(), timeout, 2, 2, Authentication.DIGEST));
    }

    private TelesignClient client(Telesign config) {
        return new TelesignClient(vertx, config, config.url(), key(), () -> NOW, CodeCatalogue.load());
    }

    private static Telesign config(
            String scheme, int port, Duration timeout, int connections, int queue, Authentication authentication) {
        return new Telesign(
                URI.create(scheme + "://127.0.0.1:" + port),
                TestKeys.CUSTOMER,
                TestKeys.EXAMPLE.key(),
                authentication,
                null,
                Duration.ofSeconds(1),
                timeout,
                Duration.ofSeconds(1),
                connections,
                queue,
                new RelayConfig.Pace(10, 1));
    }

    private static ApiKey key() {
        return new ApiKey("telesign", TestKeys.CUSTOMER, TestKeys.EXAMPLE.key());
    }

    private static Authenticity authenticity(RawRequest request) {
        return new RequestAuthenticator(new KeyRing(List.of(key())), () -> NOW).check(request);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
