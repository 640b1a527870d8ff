package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.Test;

/** Who reads slowly, and be it with all the connections there are for reading, does not keep messages from being sent. */
class SlowReadersIT {
    private static final String SEND = "/v1/omnichannel";
    private static final int CONNECTIONS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The server ends what takes 10 s; by then everything must have been sent. */
    private static final Duration MEANWHILE = Duration.ofSeconds(4);

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void messagesAreSentWhileAllReadersAreStuck() throws Exception {
        Map<String, String> settings = Map.of(
                "database.pool-size",
                Integer.toString(CONNECTIONS),
                "caps",
                "[{per: client, limit: 100, within: day}]");
        try (RelayUnderTest relay = RelayUnderTest.start(settings);
                Connection obstacle = relay.database().database().connect()) {
            lockSessions(obstacle);
            List<CompletableFuture<HttpResponse<String>>> readers = IntStream.range(0, 5 * CONNECTIONS)
                    .mapToObj(i -> browser.sendAsync(whoAmI(relay), BodyHandlers.ofString()))
                    .toList();
            await().atMost(LIMIT).until(() -> stuck(relay), Integer.toString(CONNECTIONS)::equals);

            HttpResponse<String> sent = relay.postAsync(SEND, Sends.mmsThenSms("0001", "prompt", "OTP"))
                    .get(MEANWHILE.toSeconds(), TimeUnit.SECONDS);
            HttpResponse<String> taken = relay.postAsync(
                            SEND, Sends.mmsThenSms("0001", "later"), "Prefer", "respond-async")
                    .get(MEANWHILE.toSeconds(), TimeUnit.SECONDS);

            assertThat(sent.statusCode()).isEqualTo(200);
            String id = new JsonObject(taken.body()).getString("reference_id");
            await().atMost(MEANWHILE).until(() -> relay.posts().of(id + ".later"), posts -> !posts.isEmpty());
            assertThat(stuck(relay)).isEqualTo(Integer.toString(CONNECTIONS));
            obstacle.rollback();
            readers.forEach(CompletableFuture::join);
        }
    }

    /** Who is looked for in the table of sessions. */
    private static HttpRequest whoAmI(RelayUnderTest relay) {
        return HttpRequest.newBuilder(relay.uri("/api/session"))
                .header("Cookie", "omnirelay_session=somebody")
                .build();
    }

    private static void lockSessions(Connection obstacle) throws SQLException {
        obstacle.setAutoCommit(false);
        try (Statement statement = obstacle.createStatement()) {
            statement.execute("LOCK TABLE session IN ACCESS EXCLUSIVE MODE");
        }
    }

    private static String stuck(RelayUnderTest relay) {
        return relay.database().texts("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FROM session%'
                        """).get(0);
    }
}
