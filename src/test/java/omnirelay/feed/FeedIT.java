package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import omnirelay.config.RelayConfig;
import omnirelay.support.FeedClient;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final OtherNode other = new OtherNode(database, 10);
    private final FeedUnderTest feed = start();

    private FeedUnderTest start() {
        other.beginEpoch("one");
        return FeedUnderTest.start(vertx, database, new RelayConfig.Feed(100, 10, Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() {
        feed.close();
        vertx.close().await();
        database.close();
    }

    @Test
    void eventsOfAnotherNodeArriveLive() {
        other.commit(3);
        FeedClient client = feed.connect();
        assertThat(client.next("hello").getString("epoch")).isEqualTo("one");

        assertThat(client.subscribeToAllFrom("start").getLong("seq")).isZero();
        assertThat(numbers(client.eventsUntilLive())).containsExactly(1L, 2L, 3L);
        other.commit(2);

        assertThat(numbers(client.eventsUntil(event -> event.getLong("seq") == 5)))
                .containsExactly(4L, 5L);
    }

    private static List<Long> numbers(List<JsonObject> events) {
        return events.stream().map(event -> event.getLong("seq")).toList();
    }
}
