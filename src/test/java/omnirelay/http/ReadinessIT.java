package omnirelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import omnirelay.storage.WriteProbe;
import omnirelay.support.TestDatabase;
import omnirelay.support.TestHttp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessIT {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void itIsReadyWhenEveryCheckIsContent() {
        try (TestHttp http = serving(ReadinessCheck.of("telesign", Optional::empty))) {
            HttpResponse<Buffer> answer = http.get("/health/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                            {"status":"ready","checks":[{"name":"telesign","ready":true}]}
                            """));
        }
    }

    @Test
    void itSaysWhatIsNotReadyAndWhy() {
        try (TestHttp http = serving(
                ReadinessCheck.of("telesign", () -> Optional.of("refuses the relay's key")),
                new ReadinessCheck(
                        "silent", () -> Promise.<Optional<String>>promise().future()),
                new ReadinessCheck("broken", () -> Future.failedFuture("secret")))) {
            HttpResponse<Buffer> answer = http.get("/health/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                            {"status":"not_ready","checks":[
                              {"name":"telesign","ready":false,"reason":"refuses the relay's key"},
                              {"name":"silent","ready":false,"reason":"gave no answer within 1 s"},
                              {"name":"broken","ready":false,"reason":"failed; the log says more"}]}
                            """));
        }
    }

    @Test
    void whoAsksTogetherIsAnsweredTogether() {
        AtomicInteger asked = new AtomicInteger();
        Promise<Optional<String>> answer = Promise.promise();
        Readiness readiness = new Readiness(List.of(new ReadinessCheck("slow", () -> {
            asked.incrementAndGet();
            return answer.future();
        })));

        var first = readiness.findings();
        var second = readiness.findings();
        answer.complete(Optional.empty());

        assertThat(first.await()).isEqualTo(second.await());
        assertThat(asked).hasValue(1);
        readiness.findings().await();
        assertThat(asked).hasValue(2);
    }

    @Test
    void theDatabaseIsReadyWhileItTakesWrites() {
        try (TestDatabase database = TestDatabase.create()) {
            Pool pool = database.pool(vertx);
            ReadinessCheck check = new ReadinessCheck("database", new WriteProbe(pool));
            try (TestHttp http = serving(check)) {
                assertThat(http.get("/health/ready").statusCode()).isEqualTo(200);

                database.execute(
                        "ALTER DATABASE " + database.settings().database() + " SET default_transaction_read_only = on");
                cutConnections(database);
                Awaitility.await()
                        .untilAsserted(() -> assertThat(reason(http)).isEqualTo("refuses writes (SQLSTATE 25006)"));
            }
            assertThat(pool.query("SELECT FROM session").execute().await().size())
                    .isZero();
        }
    }

    @Test
    void theDatabaseIsNotReadyWhileItIsAway() {
        WriteProbe probe;
        try (TestDatabase database = TestDatabase.create()) {
            probe = new WriteProbe(database.pool(vertx));
            assertThat(probe.get().await()).isEmpty();
        }
        try (TestHttp http = serving(new ReadinessCheck("database", probe))) {
            long begun = System.nanoTime();

            assertThat(http.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        }
    }

    private static void cutConnections(TestDatabase database) {
        database.execute("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """);
    }

    private static String reason(TestHttp http) {
        return http.get("/health/ready")
                .bodyAsJsonObject()
                .getJsonArray("checks")
                .getJsonObject(0)
                .getString("reason");
    }

    private TestHttp serving(ReadinessCheck... checks) {
        ReadinessHandler handler = new ReadinessHandler(new Readiness(List.of(checks)));
        return TestHttp.serving(vertx, router -> router.get("/health/ready").handler(handler));
    }
}
