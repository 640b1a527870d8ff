package omnirelay.feed;

import static omnirelay.support.FeedClient.cursor;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import omnirelay.config.RelayConfig;
import omnirelay.message.MessageId;
import omnirelay.support.ApiContract;
import omnirelay.support.Entries;
import omnirelay.support.FeedClient;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes commit into one database as fast as they can; whoever watches, wherever and from whenever, sees the same. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeedUnderLoadIT {
    private static final int MESSAGES = 400;

    /** Accepted, sending, sent; on each of two nodes. */
    private static final int EVENTS = 2 * 3 * MESSAGES;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestDatabase database = TestDatabase.create();
    private final FeedUnderTest here = start();
    private final FeedUnderTest there = start();

    private FeedUnderTest start() {
        return FeedUnderTest.start(vertx, database, new RelayConfig.Feed(200, 100, Duration.ofSeconds(30)));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        Soon.await(vertx.close());
        database.close();
    }

    @Test
    void everyoneSeesTheSameEventsOnceAndInOrder() throws Exception {
        String epoch = here.epoch();
        FeedClient first = here.connect();
        first.subscribeToAllFrom("start");
        FeedClient wanderer = here.connect();
        wanderer.subscribeToAllFrom("start");

        Future<?> load = Future.all(send(here), send(there));

        List<JsonObject> wandered = new ArrayList<>(wanderer.eventsUntil(from(100)));
        wanderer.close();
        FeedClient late = there.connect();
        late.subscribeToAllFrom(cursor(epoch, 50));
        FeedClient now = here.connect();
        long joined = now.subscribeToAllFrom("now").getLong("seq");
        EventStream stream = EventStream.open(http, there.port(), "?after=start");
        List<String> partOfLines = lines(here, "?after=" + epoch + ":20");
        FeedClient back = there.connect();
        back.subscribeToAllFrom(cursor(epoch, seq(wandered.get(wandered.size() - 1))));

        Soon.await(load);
        List<String> log = log();
        assertThat(log).hasSize(EVENTS);
        assertThat(encoded(first.eventsUntil(from(EVENTS)))).isEqualTo(log);
        assertThat(encoded(late.eventsUntil(from(EVENTS)))).isEqualTo(log.subList(50, EVENTS));
        assertThat(encoded(now.eventsUntil(from(EVENTS)))).isEqualTo(log.subList((int) joined, EVENTS));
        wandered.addAll(back.eventsUntil(from(EVENTS)));
        assertThat(encoded(wandered)).isEqualTo(log);
        assertThat(streamed(stream)).isEqualTo(log);
        assertThat(lines(there, "")).isEqualTo(log);
        assertThat(partOfLines).isEqualTo(log.subList(20, 20 + partOfLines.size()));
    }

    @Test
    void everyKindOfFrameIsAsDescribed() {
        FeedClient client = here.connect();
        List<JsonObject> frames = new ArrayList<>();
        frames.add(client.next("hello"));
        frames.add(client.subscribeToAllFrom(cursor("another", 1)));
        client.send("{\"type\":\"subscribe\",\"after\":\"start\",\"heartbeat_seconds\":1}");
        frames.add(client.next("subscribed"));
        frames.add(client.next("live"));
        frames.add(client.next("heartbeat"));
        Soon.await(here.submit(Entries.begun(Entries.newId())));
        frames.add(client.next("events"));

        assertThat(frames.get(1).getString("type")).isEqualTo("reset");
        frames.forEach(frame -> ApiContract.checkFrame(ApiContract.Side.RELAY, frame.encode()));
    }

    private static Future<?> send(FeedUnderTest node) {
        List<Future<?>> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            MessageId id = Entries.newId();
            sent.add(node.submit(Entries.begun(id))
                    .compose(begun -> node.submit(Entries.sent(id, 1, "reference-of-" + id))));
        }
        return Future.all(sent);
    }

    private List<String> log() {
        Pool pool = database.pool(vertx);
        return StreamSupport.stream(
                        Soon.await(pool.query("SELECT body FROM event ORDER BY seq")
                                        .execute())
                                .spliterator(),
                        false)
                .map(row -> row.getString("body"))
                .toList();
    }

    private List<String> lines(FeedUnderTest node, String query) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.port() + "/api/events" + query))
                .build();
        return http.send(request, BodyHandlers.ofString()).body().lines().toList();
    }

    private static List<String> streamed(EventStream stream) {
        List<String> events = new ArrayList<>();
        while (events.size() < EVENTS) {
            EventStream.Block block = stream.next();
            if (block.event().isEmpty() && !block.data().isEmpty()) {
                events.add(block.data());
            }
        }
        stream.close();
        return events;
    }

    private static List<String> encoded(List<JsonObject> events) {
        return events.stream().map(JsonObject::encode).toList();
    }

    private static Predicate<JsonObject> from(long seq) {
        return event -> seq(event) >= seq;
    }

    private static long seq(JsonObject event) {
        return event.getLong("seq");
    }
}
