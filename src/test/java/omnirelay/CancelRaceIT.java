package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Waves;
import org.junit.jupiter.api.Test;

/** Cancels race with the dispatcher; each message is either cancelled or sent. */
class CancelRaceIT {
    private static final int COMMANDS = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private record Raced(String id, int cancel) {}

    @Test
    void noneIsBothCancelledAndSent() {
        try (RelayUnderTest relay = RelayUnderTest.start(Map.of("sandbox.time-scale", "20", "lookup.rate", "0"))) {
            List<Integer> numbers = IntStream.range(0, COMMANDS).boxed().toList();
            List<String> ids = new ArrayList<>(Waves.of(numbers, number -> accept(relay, "race-" + number)));
            Collections.shuffle(ids, new Random(1));
            List<Raced> raced = Waves.of(ids, id -> cancel(relay, id));
            await().atMost(LIMIT)
                    .until(() -> relay.database()
                            .texts("SELECT count(*) FROM message WHERE send IN ('accepted', 'sending')")
                            .equals(List.of("0")));

            List<String> cancelled = relay.database().texts("""
                    SELECT upper(replace(id::text, '-', '')) FROM message WHERE send = 'cancelled'
                    """);
            assertThat(raced).extracting(Raced::cancel).containsOnly(200, 409);
            assertThat(raced)
                    .filteredOn(each -> each.cancel() == 200)
                    .extracting(Raced::id)
                    .hasSameElementsAs(cancelled);
            assertThat(cancelled).isNotEmpty().hasSizeLessThan(COMMANDS);
            assertThat(relay.posts().total()).isEqualTo(COMMANDS - cancelled.size());
            assertThat(relay.posts().repeatedAfterAcceptance()).isEmpty();
            assertThat(relay.database().texts("SELECT message_id::text FROM queue"))
                    .isEmpty();
        }
    }

    private static CompletableFuture<String> accept(RelayUnderTest relay, String externalId) {
        return relay.postAsync("/v1/omnichannel", Sends.mmsThenSms("0016", externalId), "Prefer", "respond-async")
                .thenApply(answer -> new JsonObject(answer.body()).getString("reference_id"));
    }

    private static CompletableFuture<Raced> cancel(RelayUnderTest relay, String id) {
        return relay.deleteAsync("/api/messages/" + id).thenApply(answer -> new Raced(id, answer.statusCode()));
    }
}
