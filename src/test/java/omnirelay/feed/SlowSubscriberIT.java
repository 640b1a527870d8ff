package omnirelay.feed;

import static omnirelay.support.FeedClient.cursor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import omnirelay.config.RelayConfig;
import omnirelay.support.FeedClient;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Subscribers that stop reading. What the system's own socket buffers take in is the only thing they cost. */
@Tag("alone")
class SlowSubscriberIT {
    private static final int EVENTS = 15_000;

    /** UTF-8 writes the padding of an event in 3,000 bytes. */
    private static final int PADDING = 1_000;

    private static final long BYTES = EVENTS * 3L * PADDING;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final OtherNode other = new OtherNode(database, PADDING);

    @AfterEach
    void stop() {
        Soon.await(vertx.close());
        database.close();
    }

    @Test
    void oneThatStopsReadingHoldsLittleAndCatchesUpLater() {
        try (FeedUnderTest feed = start(Duration.ofMinutes(5))) {
            FeedClient client = stalled(feed);
            long held = feed.figures().bytes();
            assertThat(held).isLessThan(BYTES / 3);

            client.socket().resume();

            assertThat(FeedIT.numbers(client.eventsUntil(event -> event.getLong("seq") == EVENTS)))
                    .isEqualTo(FeedIT.range(1, EVENTS));
        }
    }

    @Test
    void oneThatStaysBehindIsCutOffAndComesBackWithItsCursor() {
        try (FeedUnderTest feed = start(Duration.ofSeconds(1))) {
            FeedClient client = stalled(feed);

            await().atMost(Duration.ofSeconds(30)).until(() -> feed.figures().subscribers() == 0);
            FeedClient back = feed.connect();
            back.subscribeToAllFrom(cursor(feed.epoch(), EVENTS - 10));
            assertThat(FeedIT.numbers(back.eventsUntilLive())).isEqualTo(FeedIT.range(EVENTS - 9, EVENTS));
            client.socket().resume();
        }
    }

    @Test
    void aStreamThatIsNotReadIsCutOffAsWell() throws IOException {
        try (FeedUnderTest feed = start(Duration.ofSeconds(1));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), feed.port())) {
            socket.getOutputStream()
                    .write("GET /api/feed HTTP/1.1\r\nHost: relay\r\nAccept: text/event-stream\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> feed.figures().subscribers() == 1);
            commitAll(feed);

            await().atMost(Duration.ofSeconds(30)).until(() -> feed.figures().subscribers() == 0);
        }
    }

    private FeedUnderTest start(Duration staleAfter) {
        return FeedUnderTest.start(vertx, database, new RelayConfig.Feed(1_000, 10, staleAfter));
    }

    /** A subscriber that has not read for so long that nothing more can be written to it. */
    private FeedClient stalled(FeedUnderTest feed) {
        FeedClient client = feed.connect();
        client.subscribeToAllFrom("start");
        client.next("live");
        client.socket().pause();
        commitAll(feed);
        AtomicLong before = new AtomicLong(-1);
        await().during(Duration.ofMillis(700)).atMost(Duration.ofSeconds(30)).until(() -> {
            long now = feed.figures().bytes();
            return before.getAndSet(now) == now;
        });
        return client;
    }

    private void commitAll(FeedUnderTest feed) {
        for (int batch = 0; batch < 10; batch++) {
            other.commit(EVENTS / 10);
        }
        feed.awaitHead(EVENTS);
    }
}
