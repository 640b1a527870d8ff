package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omnirelay.support.Application;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Soon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hundreds of receivers hang at once. */
class ForwardManyIT {
    private static final int HANGING = 700;
    private static final int AT_ONCE = 500;

    /** Those that came first may come again while the last ones connect. */
    private static final int REPEATED = 100;

    private final Vertx vertx = Vertx.vertx();
    private final Application application = Application.start(vertx);
    private final RelayUnderTest relay = RelayUnderTest.start(Map.of("lookup.rate", "0"));

    @AfterEach
    void close() {
        relay.close();
        Soon.await(vertx.close());
    }

    @Test
    void postsUnderWayAreBoundedAndEachReceiverHasItsTurn() {
        String message = sentMessage();
        application.answerNextWith(
                Collections.nCopies(3 * HANGING, Application.NONE).toArray(Integer[]::new));
        relay.database().execute("""
                INSERT INTO delivery (receiver, url, message_id, seq)
                SELECT 'https://slow-' || i || '.example.com', '%s' || i, '%s', 1 FROM generate_series(1, %d) i
                """.formatted(application.url("/slow-"), message, HANGING));

        Set<String> posted = posts(AT_ONCE + 1);
        assertThat(relay.database().texts("SELECT 1 FROM attempt WHERE receiver LIKE '%slow-%' LIMIT 1"))
                .as("one ended before one more began")
                .isNotEmpty();
        posted.addAll(posts(HANGING - AT_ONCE + REPEATED));
        assertThat(posted).hasSize(HANGING);
    }

    private Set<String> posts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> application.nextRefused().request().uri())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** One that the deliveries may be about. */
    private String sentMessage() {
        String body = new JsonObject(Sends.mmsThenSms("0001", "many"))
                .put("callback_url", application.url("/one").toString())
                .encode();
        relay.post("/v1/omnichannel", body);
        while (application.next().json().getJsonObject("status").getInteger("code") != 3000) {
            // All that happens to it is told before the others are.
        }
        await().until(() -> relay.database().texts("SELECT 1 FROM delivery").isEmpty());
        return relay.database()
                .texts("SELECT id FROM message WHERE external_id = 'many'")
                .get(0);
    }
}
