package omnirelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import omnirelay.http.Problem.Mistake;
import omnirelay.support.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class HandlersIT {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final int LIMIT = 100;

    private final Metrics metrics = new Metrics();
    private final Vertx vertx = metrics.vertx(new VertxOptions()).build();
    private TestHttp http;

    @BeforeEach
    void serve() {
        http = TestHttp.serving(vertx, this::routes);
    }

    @AfterEach
    void stop() {
        http.close();
        vertx.close().await();
        metrics.close();
    }

    private void routes(Router router) {
        router.route().handler(new AccessLogHandler());
        router.route().handler(new SecurityHeadersHandler(ContentSecurityPolicy.of("")));
        ProblemHandler problems = new ProblemHandler(failure -> failure instanceof ArithmeticException
                ? Optional.of(Problem.later(503, Duration.ofSeconds(5), "Not now."))
                : Optional.empty());
        router.route("/items/*").failureHandler(problems);
        router.route().failureHandler(problems);
        router.errorHandler(400, problems);

        ReceiveBodyHandler receive = new ReceiveBodyHandler(LIMIT, () -> NOW);
        router.route("/echo").handler(receive).handler(ctx -> {
            ReceivedBody body = ReceiveBodyHandler.received(ctx);
            ctx.response().putHeader("Arrived", body.arrivedAt().toString());
            ctx.end(body.bytes()).onFailure(ctx::fail);
        });
        router.get("/items/:id").handler(ctx -> ctx.end("an item").onFailure(ctx::fail));
        router.delete("/items/:id").handler(ctx -> ctx.fail(Problem.notFound("There is no such item.")));
        router.get("/one").handler(ctx -> ctx.fail(Problem.inField("limit", "Must be smaller.")));
        router.get("/many")
                .handler(ctx -> ctx.fail(Problem.inFields(
                        List.of(new Mistake("a", "Must be given."), new Mistake("b", "Must be a text.")))));
        router.get("/bug").handler(ctx -> {
            throw new IllegalStateException("secret 15558675309");
        });
        router.get("/away").handler(ctx -> ctx.fail(new ArithmeticException()));
        router.get("/cut")
                .handler(ctx -> ctx.response()
                        .setChunked(true)
                        .write("half")
                        .onSuccess(written -> ctx.fail(new IllegalStateException("too late"))));
        router.get("/metrics").handler(new MetricsHandler(metrics.registry()));
        AllowHandler.completing(router);
        router.route().handler(new NotFoundHandler());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void aBodyIsReadByteForByteWhateverTheMethod(String method) {
        Buffer bytes = Buffer.buffer(new byte[] {'a', '=', 'b', '&', 0, (byte) 0xFF, '%'});

        HttpResponse<Buffer> answer = http.send(
                HttpMethod.valueOf(method), "/echo", bytes, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.getHeader("Arrived")).isEqualTo(NOW.toString());
    }

    @Test
    void noBodyIsAnEmptyOne() {
        assertThat(http.get("/echo").statusCode()).isEqualTo(200);
        assertThat(http.get("/echo").body()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"100, false, 200", "101, false, 413", "100, true, 200", "101, true, 413", "300000, true, 413"})
    void aBodyMayHaveSoManyBytesAndNoMore(int length, boolean chunked, int status) {
        Buffer body = Buffer.buffer(new byte[length]);

        assertThat(
                        chunked
                                ? inChunks(body)
                                : http.send(HttpMethod.POST, "/echo", body).statusCode())
                .isEqualTo(status);
        assertThat(http.get("/items/1").statusCode())
                .as("the connection can be used again")
                .isEqualTo(200);
    }

    @Test
    void aProblemNamesItsField() {
        HttpResponse<Buffer> answer = http.get("/one");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.bodyAsJsonObject())
                .isEqualTo(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "Bad Request")
                        .put("status", 400)
                        .put("detail", "Must be smaller.")
                        .put("field", "limit"));
    }

    @Test
    void aProblemListsEveryMistake() {
        assertThat(http.get("/many").bodyAsJsonObject().getJsonArray("errors"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject().put("field", "a").put("detail", "Must be given."))
                        .add(new JsonObject().put("field", "b").put("detail", "Must be a text.")));
    }

    @Test
    void onlyWhatFailedIsAnErrorInTheLog() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
        log.start();
        logger.addAppender(log);
        try {
            http.get("/away");
            http.get("/bug");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
        assertThat(log.list.get(0).getFormattedMessage()).contains("GET /bug");
    }

    @ParameterizedTest
    @CsvSource({"/bug, 500", "/away, 503", "/nothing, 404", "/%zz, 400", "/items/1?a=%zz, 400"})
    void whateverFailsIsAnsweredAsAProblem(String uri, int status) {
        HttpResponse<Buffer> answer = http.get(uri);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.bodyAsJsonObject().getInteger("status")).isEqualTo(status);
        assertThat(answer.bodyAsString()).doesNotContain("secret", "1555", "Exception", "omnirelay.");
    }

    @Test
    void whatPassesSaysWhenToTryAgain() {
        assertThat(http.get("/away").getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void anAnswerThatBreaksOffHalfWayIsNotTakenForAWholeOne() {
        assertThat(catchThrowable(() -> http.get("/cut"))).isInstanceOf(HttpClosedException.class);
    }

    @Test
    void anotherMethodHearsWhichThePathTakes() {
        HttpResponse<Buffer> answer = http.send(HttpMethod.PATCH, "/items/1", Buffer.buffer());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("DELETE, GET");
        assertThat(answer.bodyAsJsonObject().getString("detail")).contains("DELETE, GET, not PATCH");
        assertThat(http.send(HttpMethod.OPTIONS, "/items/1", Buffer.buffer()).statusCode())
                .isEqualTo(204);
        assertThat(http.send(HttpMethod.POST, "/nothing", Buffer.buffer()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/1", "/one", "/nothing"})
    void everyAnswerTellsBrowsersToBeCareful(String uri) {
        HttpResponse<Buffer> answer = http.get(uri);

        assertThat(answer.getHeader("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void requestsAreCountedByRouteAndNotByPath() {
        http.get("/items/15558675309");
        http.send(HttpMethod.valueOf("INVENTED"), "/items/2", Buffer.buffer());

        String counted = "vertx_http_server_requests_total{code=\"%d\",local=\"" + http.authority()
                + "\",method=\"%s\",route=\"/items/:id\"} 1";
        assertThat(http.get("/metrics").bodyAsString())
                .contains(counted.formatted(200, "GET"))
                .contains(counted.formatted(405, "other"))
                .contains("jvm_memory_used_bytes")
                .doesNotContain("15558675309", "INVENTED");
    }

    private int inChunks(Buffer body) {
        HttpClient client = vertx.createHttpClient();
        return client.request(HttpMethod.POST, http.port(), "127.0.0.1", "/echo")
                .compose(request -> request.setChunked(true).send(body))
                .map(HttpClientResponse::statusCode)
                .eventually(client::close)
                .await();
    }
}
