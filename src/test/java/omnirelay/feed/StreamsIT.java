package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import omnirelay.config.RelayConfig;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events and NDJSON. Memory holds 100 events, so that the database is needed as well. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamsIT {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TestDatabase database = TestDatabase.create();
    private final OtherNode other = new OtherNode(database, 10);
    private final FeedUnderTest feed =
            FeedUnderTest.start(vertx, database, new RelayConfig.Feed(100, 3, Duration.ofSeconds(30)));
    private final String epoch = feed.epoch();

    @AfterEach
    void stop() {
        feed.close();
        Soon.await(vertx.close());
        database.close();
    }

    @Test
    void serverSentEventsCarryTheirCursorAsTheirId() {
        commit(3);
        try (EventStream stream = open("?after=start")) {
            assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(stream.next()).satisfies(block -> {
                assertThat(block.event()).isEqualTo("subscribed");
                assertThat(block.id()).isEqualTo(epoch + ":0");
            });
            for (int seq = 1; seq <= 3; seq++) {
                EventStream.Block block = stream.next();
                assertThat(block.id()).isEqualTo(epoch + ":" + seq);
                assertThat(block.event()).isEmpty();
                assertThat(new JsonObject(block.data()).getLong("seq")).isEqualTo(seq);
            }
            assertThat(stream.next().event()).isEqualTo("live");
            other.commit(1);
            assertThat(stream.next().id()).isEqualTo(epoch + ":4");
        }
        await().until(() -> feed.figures().subscribers() == 0);
    }

    @Test
    void theLastEventIdIsStrongerThanTheQuery() {
        commit(300);
        try (EventStream stream = open("?after=start", "Last-Event-ID", epoch + ":298")) {
            assertThat(stream.next().event()).isEqualTo("subscribed");
            assertThat(stream.next().id()).isEqualTo(epoch + ":299");
            assertThat(stream.next().id()).isEqualTo(epoch + ":300");
        }
    }

    @Test
    void aBlockWithNothingButAnIdMovesTheCursorOverWhatDoesNotMatch() {
        commit(4);
        try (EventStream stream = open("?after=start&channel=sms&heartbeat_seconds=1")) {
            assertThat(stream.next().event()).isEqualTo("subscribed");
            assertThat(stream.next().id()).isEqualTo(epoch + ":1");
            assertThat(stream.next().id()).isEqualTo(epoch + ":3");
            assertThat(stream.next()).satisfies(block -> {
                assertThat(block.id()).isEqualTo(epoch + ":4");
                assertThat(block.data()).isEmpty();
            });
            assertThat(stream.next().event()).isEqualTo("live");
            EventStream.Block heartbeat = stream.next();
            assertThat(heartbeat.comment()).contains("head 4");
            assertThat(heartbeat.id()).isEqualTo(epoch + ":4");
        }
    }

    @Test
    void aResetEndsTheStreamWithAnIdFromWhichABrowserGoesOn() {
        commit(4);
        try (EventStream stream = open("", "Last-Event-ID", "another:2")) {
            EventStream.Block reset = stream.next();
            assertThat(reset.event()).isEqualTo("reset");
            assertThat(reset.id()).isEqualTo(epoch + ":4");
            assertThat(new JsonObject(reset.data()).getString("reason")).isEqualTo("epoch_changed");
            assertThat(stream.ended()).isTrue();
        }
        try (EventStream again = open("", "Last-Event-ID", epoch + ":4")) {
            assertThat(again.next().event()).isEqualTo("subscribed");
        }
    }

    @Test
    void aRelayThatShutsDownEndsTheStream() {
        try (EventStream stream = open("")) {
            stream.next();
            stream.next();
            feed.shutDown();
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void linesGoFromTheStartToTheHeadAndEnd() {
        commit(1_000);

        HttpResponse<String> answer = get("/api/events");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(answer.headers().firstValue("Omnirelay-Epoch")).contains(epoch);
        assertThat(numbers(answer)).isEqualTo(FeedIT.range(1, 1_000));
    }

    @Test
    void linesEndAtTheHeadOfTheClusterNotOfThisNode() {
        commit(2);
        other.commitSilently(5);

        assertThat(numbers(get("/api/events"))).isEqualTo(FeedIT.range(1, 7));
    }

    @Test
    void linesGoOnFromACursorThroughAFilter() {
        commit(10);

        assertThat(numbers(get("/api/events?channel=mms&after=" + epoch + ":4")))
                .containsExactly(6L, 8L, 10L);
        assertThat(numbers(get("/api/events?after=" + epoch + ":10"))).isEmpty();
        assertThat(numbers(get("/api/events?channel=rcs"))).isEmpty();
    }

    @Test
    void aCursorThatCannotBeServedIsGone() {
        commit(10);
        other.forgetUpTo(5);

        for (String cursor : List.of("another:1", epoch + ":11", epoch + ":4")) {
            HttpResponse<String> answer = get("/api/events?after=" + cursor);
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(new JsonObject(answer.body()).getString("detail")).contains(epoch + ":10");
        }
        assertThat(numbers(get("/api/events"))).isEqualTo(FeedIT.range(6, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=yesterday", "?colour=red", "?code=three", "?phone_number=15551235309"})
    void aQueryThatCannotBeMeantIsRefused(String query) {
        for (HttpResponse<String> answer :
                List.of(get("/api/events" + query), get("/api/feed" + query, "Accept", "text/event-stream"))) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("15551235309");
        }
    }

    @Test
    void whoeverMayNotWatchIsToldByTheStatus() {
        assertThat(get("/api/events", "X-Who", "stranger").statusCode()).isEqualTo(401);
        assertThat(get("/api/events", "X-Who", "sender").statusCode()).isEqualTo(403);
        assertThat(get("/api/feed", "X-Who", "stranger", "Accept", "text/event-stream")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoeverAsksForNeitherIsToldWhatThereIs() {
        assertThat(get("/api/feed").statusCode()).isEqualTo(406);
    }

    @Test
    void whereThereIsNoRoomOneIsToldToComeBack() {
        List<EventStream> streams = List.of(open(""), open(""), open(""));
        HttpResponse<String> answer = get("/api/events");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        streams.forEach(EventStream::close);
    }

    private void commit(int events) {
        other.commit(events);
        feed.awaitHead(events);
    }

    private EventStream open(String query, String... headers) {
        return EventStream.open(client, feed.port(), query, headers);
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + feed.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static List<Long> numbers(HttpResponse<String> lines) {
        return lines.body()
                .lines()
                .map(line -> new JsonObject(line).getLong("seq"))
                .toList();
    }
}
