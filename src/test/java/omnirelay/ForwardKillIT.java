package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import omnirelay.support.Application;
import omnirelay.support.Application.Told;
import omnirelay.support.RelayProcess;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered 200 is forwarded, at least once and in order, whatever happens to the process that does it. */
class ForwardKillIT {
    private static final int KILLS = 2;
    private static final int POSTERS = 6;
    private static final int ANSWERED_BEFORE_KILL = 150;

    private final Vertx vertx = Vertx.vertx();
    private final Application application = Application.start(vertx);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        Soon.await(vertx.close());
    }

    @Test
    void forwardsEveryCallbackThatWasAnsweredInOrder() throws InterruptedException {
        Map<String, String> settings =
                Map.of("OMNIRELAY_CALLBACK_DEFAULT_URL", application.url("/all").toString());
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileCallbacksCome(settings, kill);
        }
        List<String> told = new ArrayList<>();
        try (RelayProcess relay = RelayProcess.launch(dir, settings)) {
            relay.port();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                application.rest().stream().map(Told::text).forEach(told::add);
                return told.containsAll(answered);
            });
        }
        Map<String, Integer> last = new HashMap<>();
        for (String body : told) {
            String message = body.substring(0, body.indexOf("\"external_id\""));
            int step = Integer.parseInt(body.replaceAll(".*\"step\":(\\d+).*", "$1"));
            // At most the one that was under way is told again.
            assertThat(step).as(body).isBetween(last.getOrDefault(message, 0), last.getOrDefault(message, 0) + 1);
            last.put(message, step);
        }
    }

    private void killWhileCallbacksCome(Map<String, String> settings, int kill) throws InterruptedException {
        ExecutorService posters = Executors.newFixedThreadPool(POSTERS);
        try (RelayProcess relay = RelayProcess.launch(dir, settings)) {
            int port = relay.port();
            int before = answered.size();
            IntStream.range(0, POSTERS)
                    .forEach(poster -> posters.execute(() -> postUntilRefused(port, kill * POSTERS + poster)));
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() - before >= ANSWERED_BEFORE_KILL);
            relay.kill();
        } finally {
            posters.shutdown();
            assertThat(posters.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void postUntilRefused(int port, int message) {
        try {
            for (int step = 1; ; step++) {
                String body = body(message, step);
                if (post(port, body) == 200) {
                    answered.add(body);
                }
            }
        } catch (IOException killed) {
            // The relay is gone: what was not answered may or may not have been kept.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String body(int message, int step) {
        return """
                {"reference_id":"%032X","external_id":null,"status":{"code":3002,"description":"Delivered to Gateway",\
                "updated_on":"2026-11-22T08:00:00.%06dZ"},"channel_status":[],"step":%d}""".formatted(message, step, step);
    }

    private int post(int port, String body) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callbacks/telesign"))
                                .header("Authorization", RelayUnderTest.signature(body))
                                .POST(BodyPublishers.ofString(body))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
