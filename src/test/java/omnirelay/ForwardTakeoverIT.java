package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.storage.ConnectionSettings;
import omnirelay.support.Application;
import omnirelay.support.RelayProcess;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node that forwards is killed while much is pending, and some of it on its way. Another goes on after the lease. */
class ForwardTakeoverIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MESSAGES = 20;
    private static final int UNDER_WAY = 8;
    private static final String OWNER = "SELECT node FROM lease WHERE name = 'forward' AND until > now()";

    private final Vertx vertx = Vertx.vertx();
    private final Application application = Application.start(vertx);

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        Soon.await(vertx.close());
    }

    @Test
    void anotherNodeGoesOnWhenTheLeaseOfTheOneThatWasKilledIsOver() {
        try (TestDatabase database = TestDatabase.create();
                RelayProcess first = RelayProcess.launch(dir, settings(database))) {
            first.port();
            await().atMost(LIMIT).until(() -> database.texts(OWNER).size() == 1);
            List<String> owner = database.texts(OWNER);
            RelayUnderTest second = RelayUnderTest.on(
                    database, Map.of("callback.default-url", addressOf("second"), "lookup.rate", "0"));

            callBack(second, 1, 2);
            assertThat(told(2 * MESSAGES)).allSatisfy(each -> assertThat(each).startsWith("/first"));

            application.answerNextWith(
                    Collections.nCopies(UNDER_WAY, Application.NONE).toArray(Integer[]::new));
            callBack(second, 3, 4);
            for (int i = 0; i < UNDER_WAY; i++) {
                assertThat(application.nextRefused().request().uri()).isEqualTo("/first");
            }
            first.kill();
            assertThat(application.rest()).isEmpty();
            assertThat(database.texts(OWNER)).isEqualTo(owner);
            callBack(second, 5);

            List<String> afterwards = told(3 * MESSAGES);
            assertThat(database.texts(OWNER)).hasSize(1).isNotEqualTo(owner);
            IntStream.range(0, MESSAGES)
                    .forEach(message -> assertThat(
                                    afterwards.stream().filter(each -> each.contains(reference(message))))
                            .containsExactlyElementsOf(Stream.of(3, 4, 5)
                                    .map(step -> "/second " + body(message, step))
                                    .toList()));
            second.stop();
        }
    }

    /** By way of the second node, which so knows of all there is to tell. */
    private static void callBack(RelayUnderTest relay, int... steps) {
        for (int step : steps) {
            for (int message = 0; message < MESSAGES; message++) {
                String body = body(message, step);
                assertThat(relay.send(HttpRequest.newBuilder(relay.uri("/callbacks/telesign"))
                                        .header("Authorization", RelayUnderTest.signature(body))
                                        .POST(BodyPublishers.ofString(body)))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    /** Who told it, by its path, and what. */
    private List<String> told(int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> application.next())
                .map(told -> told.request().uri() + " " + told.text())
                .toList();
    }

    private static String body(int message, int step) {
        return """
                {"reference_id":"%s","external_id":null,"status":{"code":3002,"description":"Delivered to Gateway",\
                "updated_on":"2026-11-22T08:00:00.%06dZ"},"channel_status":[],"step":%d}""".formatted(reference(message), step, step);
    }

    private static String reference(int message) {
        return "%032X".formatted(message);
    }

    private String addressOf(String node) {
        return application.url("/" + node).toString();
    }

    private Map<String, String> settings(TestDatabase database) {
        ConnectionSettings settings = database.settings();
        return Map.of(
                "OMNIRELAY_SANDBOX_ENABLED",
                "true",
                "OMNIRELAY_CALLBACK_DEFAULT_URL",
                addressOf("first"),
                "OMNIRELAY_LOOKUP_RATE",
                "0",
                "OMNIRELAY_DATABASE_URL",
                "postgresql://%s:%d/%s".formatted(settings.host(), settings.port(), settings.database()),
                "OMNIRELAY_DATABASE_USER",
                settings.user(),
                "OMNIRELAY_DATABASE_PASSWORD",
                settings.password().value(),
                "OMNIRELAY_DATABASE_TLS",
                "disable");
    }
}
