package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import omnirelay.support.RelayProcess;
import omnirelay.support.RelayUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered 200 is on disk, whatever happens to the process after it, and to the one before. */
class KillIT {
    private static final int KILLS = 5;
    private static final int POSTERS = 8;
    private static final int ANSWERED_BEFORE_KILL = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    @TempDir
    Path dir;

    @Test
    void keepsEveryCallbackThatWasAnswered() throws InterruptedException {
        for (int kill = 0; kill < KILLS; kill++) {
            killWhileCallbacksCome();
        }
        try (RelayProcess relay = RelayProcess.launch(dir, Map.of())) {
            List<JsonObject> events = events(relay.port());
            assertThat(events)
                    .extracting(event -> event.getLong("seq"))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events)
                    .filteredOn(event -> event.getString("type").equals("channel_status"))
                    .extracting(event -> event.getJsonObject("message").getString("reference_id"))
                    .doesNotHaveDuplicates()
                    .containsAll(answered);
        }
    }

    private void killWhileCallbacksCome() throws InterruptedException {
        ExecutorService posters = Executors.newFixedThreadPool(POSTERS);
        try (RelayProcess relay = RelayProcess.launch(dir, Map.of())) {
            int port = relay.port();
            int before = answered.size();
            IntStream.range(0, POSTERS).forEach(poster -> posters.execute(() -> postUntilRefused(port)));
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() - before >= ANSWERED_BEFORE_KILL);
            relay.kill();
        } finally {
            posters.shutdown();
            assertThat(posters.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void postUntilRefused(int port) {
        try {
            while (true) {
                String reference = "%032X".formatted(count.incrementAndGet());
                if (post(port, delivered(reference)).statusCode() == 200) {
                    answered.add(reference);
                }
            }
        } catch (IOException killed) {
            // The relay is gone: what was not answered may or may not have been kept.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> post(int port, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/callbacks/telesign"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", RelayUnderTest.signature(body))
                        .POST(BodyPublishers.ofString(body))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String delivered(String reference) {
        JsonObject status = new JsonObject()
                .put("code", 3000)
                .put("description", "Delivered")
                .put("updated_on", "2026-11-22T08:00:00.000000Z");
        return new JsonObject()
                .put("reference_id", reference)
                .put("external_id", null)
                .put("status", status.copy().put("last_channel", "sms"))
                .put("channel_status", new JsonArray().add(new JsonObject().put("sms", status)))
                .encode();
    }

    private List<JsonObject> events(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/api/events?after=start"))
                    .header("Authorization", RelayUnderTest.basic())
                    .build();
            String lines = http.send(request, BodyHandlers.ofString(UTF_8)).body();
            return lines.lines().map(JsonObject::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
