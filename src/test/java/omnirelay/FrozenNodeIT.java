package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import omnirelay.storage.ConnectionSettings;
import omnirelay.support.RelayProcess;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes share the work; one of them stands still while it holds commands, and then goes on as if nothing had been. */
class FrozenNodeIT {
    private static final String SEND = "/v1/omnichannel";
    private static final String TIME_SCALE = "3";
    private static final int COMMANDS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    void eachCommandIsSentOnceOrEndsUnknown() throws Exception {
        try (RelayUnderTest node = RelayUnderTest.start(Map.of("sandbox.time-scale", TIME_SCALE, "lookup.rate", "0"));
                RelayProcess other = RelayProcess.launch(dir, besides(node))) {
            int port = other.port();
            List<String> ids = accept(node);
            await().atMost(LIMIT).until(() -> one(node, """
                    SELECT count(DISTINCT claimed_by) FROM queue
                    """).equals("2"));
            other.freeze();
            try {
                await().atMost(LIMIT)
                        .until(() -> one(node, "SELECT count(*) FROM queue").equals("0"));
                await().atMost(LIMIT).until(() -> one(node, """
                        SELECT count(*) FROM message WHERE send = 'sending' AND began_at > now() - interval '5 s'
                        """).equals("0"));
                aMinutePasses(node);
                await().atMost(LIMIT).until(() -> open(node).equals("0"));
            } finally {
                other.thaw();
            }
            assertThat(send(port).statusCode()).isEqualTo(200);

            assertThat(one(node, "SELECT count(*) FROM message WHERE send IN ('sent', 'unknown')"))
                    .isEqualTo(Integer.toString(COMMANDS + 1));
            assertThat(node.posts().repeatedAfterAcceptance()).isEmpty();
            assertThat(ids)
                    .allSatisfy(id -> assertThat(node.posts().of(id + ".frozen"))
                            .hasSizeBetween(state(node, id).equals("sent") ? 1 : 0, 1));
        }
    }

    /** Calls without an end count as lost after that. */
    private static void aMinutePasses(RelayUnderTest node) {
        node.database().execute("UPDATE message SET began_at = began_at - interval '61 s' WHERE send = 'sending'");
    }

    private static Map<String, String> besides(RelayUnderTest node) {
        ConnectionSettings database = node.database().settings();
        return Map.of(
                "OMNIRELAY_SANDBOX_ENABLED",
                "true",
                "OMNIRELAY_SANDBOX_TIME_SCALE",
                TIME_SCALE,
                "OMNIRELAY_LOOKUP_RATE",
                "0",
                "OMNIRELAY_TELESIGN_URL",
                node.telesignUrl(),
                "OMNIRELAY_DATABASE_URL",
                "postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.database()),
                "OMNIRELAY_DATABASE_USER",
                database.user(),
                "OMNIRELAY_DATABASE_PASSWORD",
                database.password().value(),
                "OMNIRELAY_DATABASE_TLS",
                "disable");
    }

    private static List<String> accept(RelayUnderTest node) {
        return IntStream.range(0, COMMANDS)
                .mapToObj(i -> node.postAsync(SEND, Sends.mmsThenSms("0016", "frozen"), "Prefer", "respond-async"))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(answer -> new JsonObject(answer.body()).getString("reference_id"))
                .toList();
    }

    /** Through the node that had stood still, which so shows that it goes on. */
    private static HttpResponse<String> send(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + SEND))
                .header("Authorization", RelayUnderTest.basic())
                .header("Content-Type", "application/json")
                .timeout(LIMIT)
                .POST(BodyPublishers.ofString(Sends.mmsThenSms("0016", "thawed", "OTP")))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static String open(RelayUnderTest node) {
        return one(node, "SELECT count(*) FROM message WHERE send IN ('accepted', 'sending')");
    }

    private static String state(RelayUnderTest node, String id) {
        return one(node, "SELECT send FROM message WHERE id = '" + id + "'");
    }

    private static String one(RelayUnderTest node, String sql) {
        return node.database().texts(sql).get(0);
    }
}
