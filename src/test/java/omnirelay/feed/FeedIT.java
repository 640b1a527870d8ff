package omnirelay.feed;

import static java.util.stream.Collectors.toList;
import static omnirelay.support.FeedClient.cursor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import omnirelay.config.RelayConfig;
import omnirelay.support.FeedClient;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WebSocket, frame by frame. Memory holds 100 events, so that the database is needed as well. */
class FeedIT {
    private static final int SUBSCRIBERS_MAX = 3;

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final OtherNode other = new OtherNode(database, 10);
    private final FeedUnderTest feed =
            FeedUnderTest.start(vertx, database, new RelayConfig.Feed(100, SUBSCRIBERS_MAX, Duration.ofSeconds(30)));

    @AfterEach
    void stop() {
        feed.close();
        Soon.await(vertx.close());
        database.close();
    }

    @Test
    void eventsOfAnotherNodeArriveLive() {
        other.commit(3);
        FeedClient client = feed.connect();

        assertThat(client.subscribeToAllFrom("start").getLong("seq")).isZero();
        assertThat(numbers(client.eventsUntil(last(3)))).containsExactly(1L, 2L, 3L);
        other.commit(2);

        assertThat(numbers(client.eventsUntil(last(5)))).containsExactly(4L, 5L);
    }

    @Test
    void whoListensForOtherNodesComesBackWhenPostgresEndsTheConnection() {
        String listening = listener();

        database.execute("SELECT pg_terminate_backend(" + listening + ")");

        await().atMost(Duration.ofSeconds(30)).until(() -> !listener().equals(listening));
    }

    /** The process that serves the one connection that listens; waits for it. */
    private String listener() {
        String listeners = """
                SELECT pid::text FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'LISTEN %'
                """;
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> database.texts(listeners), found -> found.size() == 1)
                .get(0);
    }

    @Test
    void aCursorGoesOnWhereItWasWhetherInMemoryOrLongForgotten() {
        other.commit(1_000);
        feed.awaitHead(1_000);
        FeedClient client = feed.connect();
        String epoch = client.next("hello").getString("epoch");

        for (long seq : List.of(1L, 899L, 950L, 1_000L)) {
            assertThat(client.subscribeToAllFrom(cursor(epoch, seq)).getLong("seq"))
                    .isEqualTo(seq);
            assertThat(numbers(client.eventsUntilLive())).isEqualTo(range(seq + 1, 1_000));
        }
    }

    @Test
    void whoSubscribesFromNowHearsOnlyWhatComes() {
        other.commit(5);
        FeedClient client = feed.connect();
        client.subscribeToAllFrom("start");
        client.eventsUntil(last(5));

        assertThat(client.subscribeToAllFrom("now").getLong("seq")).isEqualTo(5);
        assertThat(client.next("live").getLong("seq")).isEqualTo(5);
        other.commit(1);

        assertThat(numbers(client.eventsUntil(last(6)))).containsExactly(6L);
    }

    @Test
    void theCursorMovesOverEventsThatDoNotMatch() {
        other.commit(1_000);
        feed.awaitHead(1_000);
        FeedClient client = feed.connect();

        client.subscribe(new JsonObject().put("channel", "mms"), "start");
        assertThat(numbers(client.eventsUntilLive()))
                .isEqualTo(LongStream.rangeClosed(1, 500).mapToObj(n -> 2 * n).collect(toList()));
        client.subscribe(new JsonObject().put("channel", "rcs"), "start");

        assertThat(client.next("live").getLong("seq")).isEqualTo(1_000);
    }

    @Test
    void aNewSubscriptionReplacesTheOldOne() {
        FeedClient client = feed.connect();
        client.subscribe(new JsonObject().put("channel", "sms"), "now");
        client.next("live");
        client.subscribe(new JsonObject().put("channel", "mms"), "now");
        client.next("live");
        other.commit(4);

        assertThat(numbers(client.eventsUntil(last(4)))).containsExactly(2L, 4L);
    }

    @Test
    void everySubscribeIsAnsweredInOrder() {
        other.commit(300);
        feed.awaitHead(300);
        FeedClient client = feed.connect();
        String epoch = client.next("hello").getString("epoch");
        for (long seq = 1; seq <= 50; seq++) {
            client.send(new JsonObject()
                    .put("type", "subscribe")
                    .put("after", cursor(epoch, seq))
                    .encode());
        }

        for (long seq = 1; seq <= 50; seq++) {
            JsonObject answer = client.next(frame -> frame.getString("type").equals("subscribed"));
            assertThat(answer.getLong("seq")).isEqualTo(seq);
        }
        assertThat(numbers(client.eventsUntilLive())).isEqualTo(range(51, 300));
    }

    @Test
    void aCursorThatCannotBeServedIsReset() {
        other.commit(20);
        FeedClient client = feed.connect();
        String epoch = client.next("hello").getString("epoch");
        client.subscribeToAllFrom("start");
        client.eventsUntil(last(20));
        other.forgetUpTo(10);

        assertThat(client.subscribeToAllFrom(cursor("another", 3)).getString("reason"))
                .isEqualTo("epoch_changed");
        JsonObject beyond = client.subscribeToAllFrom(cursor(epoch, 21));
        assertThat(beyond.getString("reason")).isEqualTo("cursor_beyond_head");
        assertThat(beyond.getString("epoch")).isEqualTo(epoch);
        assertThat(beyond.getLong("head")).isEqualTo(20);
    }

    @Test
    void aCursorBelowWhatIsKeptIsReset() {
        other.commit(300);
        feed.awaitHead(300);
        other.forgetUpTo(100);
        FeedClient client = feed.connect();
        String epoch = client.next("hello").getString("epoch");

        assertThat(client.subscribeToAllFrom(cursor(epoch, 99)).getString("reason"))
                .isEqualTo("cursor_expired");
        assertThat(client.subscribeToAllFrom("start").getLong("seq")).isEqualTo(100);
        assertThat(numbers(client.eventsUntilLive())).isEqualTo(range(101, 300));
    }

    @Test
    void aCursorOfANodeThatIsAheadIsNotBeyondTheHead() {
        FeedClient client = feed.connect();
        String epoch = client.next("hello").getString("epoch");
        other.commitSilently(10);

        assertThat(client.subscribeToAllFrom(cursor(epoch, 7)).getString("type"))
                .isEqualTo("subscribed");
        assertThat(numbers(client.eventsUntil(last(10)))).containsExactly(8L, 9L, 10L);
    }

    @Test
    void aNewEpochResetsWhoeverIsSubscribed() {
        FeedClient client = feed.connect();
        client.subscribeToAllFrom("now");
        client.next("live");
        other.beginEpoch("restored");

        JsonObject reset = client.next("reset");
        assertThat(reset.getString("reason")).isEqualTo("epoch_changed");
        assertThat(reset.getString("epoch")).isEqualTo("restored");
        assertThat(client.subscribeToAllFrom(cursor("restored", 0)).getString("type"))
                .isEqualTo("subscribed");
    }

    @Test
    void heartbeatsTellPositionAndHead() {
        other.commit(3);
        FeedClient client = feed.connect();
        client.send("{\"type\":\"subscribe\",\"after\":\"start\",\"heartbeat_seconds\":1}");
        client.eventsUntil(last(3));

        JsonObject heartbeat = client.next("heartbeat");
        assertThat(heartbeat.getLong("seq")).isEqualTo(3);
        assertThat(heartbeat.getLong("head")).isEqualTo(3);
        assertThat(Instant.parse(heartbeat.getString("at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no JSON                                                        | not well-formed
            []                                                             | a JSON object
            {"type":"unsubscribe"}                                         | type: Must be subscribe
            {"type":"subscribe","fliter":{}}                               | fliter: There is no such member
            {"type":"subscribe","filter":[]}                               | filter: Must be an object
            {"type":"subscribe","filter":{"colour":"red"}}                 | colour: There is no such member
            {"type":"subscribe","filter":{"code":"three"}}                 | filter.code: Must be a whole number
            {"type":"subscribe","after":"yesterday"}                       | after: Must be now, start
            {"type":"subscribe","after":{"epoch":"one"}}                   | after: Must be now, start
            {"type":"subscribe","after":{"epoch":"one","seq":-1}}          | after: Must be now, start
            {"type":"subscribe","heartbeat_seconds":61}                    | heartbeat_seconds: Must be a number
            """)
    void aMalformedFrameEndsTheConnectionAndSaysWhy(String frame, String reason) {
        FeedClient client = feed.connect();
        client.send(frame);

        FeedClient.Close close = client.closed();
        assertThat(close.code()).isEqualTo(4400);
        assertThat(close.reason()).contains(reason);
    }

    @Test
    void binaryFramesAreNotUnderstood() {
        FeedClient client = feed.connect();
        client.socket().writeBinaryMessage(Buffer.buffer("{}")).await();

        assertThat(client.closed().code()).isEqualTo(4400);
    }

    @Test
    void aFrameOfMoreThan16KibibytesIsTooLarge() {
        FeedClient client = feed.connect();
        client.socket().writeFinalTextFrame(" ".repeat(16 * 1024 + 1)).await();

        assertThat(client.closed().code()).isEqualTo(1009);
    }

    @Test
    void aMessageInPiecesIsNoLongerThanOneFrame() {
        FeedClient client = feed.connect();
        client.socket()
                .writeFrame(WebSocketFrame.textFrame(" ".repeat(10_000), false))
                .await();
        client.socket()
                .writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(" ".repeat(10_000)), true))
                .await();

        assertThat(client.closed().code()).isEqualTo(1009);
    }

    @Test
    void whoeverMayNotWatchIsToldByTheCloseCode() {
        assertThat(feed.connect("X-Who", "stranger").closed().code()).isEqualTo(4401);
        assertThat(feed.connect("X-Who", "sender").closed().code()).isEqualTo(4403);
    }

    @Test
    void signingOutEndsTheSessionsConnectionsAndNoOthers() {
        FeedClient ada = feed.connect("X-Who", "ada");
        FeedClient eve = feed.connect("X-Who", "eve");
        eve.subscribeToAllFrom("now");
        eve.next("live");

        feed.signOut("ada");

        assertThat(ada.closed().code()).isEqualTo(4401);
        other.commit(1);
        assertThat(numbers(eve.eventsUntil(last(1)))).containsExactly(1L);
    }

    @Test
    void aSessionThatRunsOutEndsItsConnections() {
        FeedClient client = feed.connect("X-Until", Instant.now().plusSeconds(1).toString());

        assertThat(client.closed().code()).isEqualTo(4401);
    }

    @Test
    void thereIsRoomForSoManyAndForOneMoreWhenOneLeaves() {
        List<FeedClient> clients = LongStream.range(0, SUBSCRIBERS_MAX)
                .mapToObj(n -> feed.connect())
                .toList();
        clients.forEach(client -> client.next("hello"));

        assertThat(feed.connect().closed().code()).isEqualTo(1013);
        clients.get(0).close();

        await().until(() -> feed.figures().subscribers() == SUBSCRIBERS_MAX - 1);
        assertThat(feed.connect().next("hello").getLong("head")).isZero();
    }

    @Test
    void aRelayThatShutsDownSaysSo() {
        FeedClient client = feed.connect();
        client.next("hello");
        feed.shutDown();

        assertThat(client.closed().code()).isEqualTo(1001);
    }

    private static Predicate<JsonObject> last(long seq) {
        return event -> event.getLong("seq") == seq;
    }

    static List<Long> numbers(List<JsonObject> events) {
        return events.stream().map(event -> event.getLong("seq")).toList();
    }

    static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
