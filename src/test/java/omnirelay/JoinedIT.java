package omnirelay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import omnirelay.support.FeedClient;
import omnirelay.support.RelayUnderTest;
import org.junit.jupiter.api.Test;

/** A page that reads the list once and then follows the feed shows what the database holds, at any later moment. */
class JoinedIT {
    private static final List<String> DIGITS = List.of("0001", "0002", "0003", "0005", "0006", "0008", "0009", "0018");
    private static final int MESSAGES = 40;
    private static final int LOOKS = 5;

    /** What is shown of each message: {@code <id> <channel>} to its code, the message as a whole without a channel. */
    private final Map<String, Integer> shown = new TreeMap<>();

    private final Deque<JsonObject> events = new ArrayDeque<>();
    private long shownUpTo;

    @Test
    void listAndFeedTogetherEqualTheDatabase() throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (RelayUnderTest relay = RelayUnderTest.start(Map.of("sandbox.time-scale", "600"));
                FeedClient feed = relay.feed()) {
            for (int i = 0; i < MESSAGES; i++) {
                String number = "1555555" + DIGITS.get(i % DIGITS.size());
                callers.execute(() -> relay.post("/v1/omnichannel", command(number)));
            }
            JsonObject first = list(relay);
            shown.putAll(read(first));
            shownUpTo = first.getJsonObject("as_of").getLong("seq");
            feed.subscribeToAllFrom(first.getJsonObject("as_of"));
            for (int look = 0; look < LOOKS; look++) {
                JsonObject now = list(relay);
                follow(feed, now.getJsonObject("as_of").getLong("seq"));
                assertThat(shown).isEqualTo(read(now));
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(60, SECONDS)).isTrue();
            JsonObject all = list(relay);
            assertThat(all.getJsonArray("messages")).hasSize(MESSAGES);
            follow(feed, all.getJsonObject("as_of").getLong("seq"));
            assertThat(shown).isEqualTo(read(all));
        } finally {
            callers.shutdownNow();
        }
    }

    private static JsonObject list(RelayUnderTest relay) {
        return new JsonObject(relay.get("/api/messages?limit=200").body());
    }

    private static Map<String, Integer> read(JsonObject list) {
        Map<String, Integer> codes = new TreeMap<>();
        for (JsonObject message : objects(list.getJsonArray("messages"))) {
            String id = message.getString("id");
            codes.put(id, message.getJsonObject("status").getInteger("code"));
            for (JsonObject channel : objects(message.getJsonArray("channel_status"))) {
                if (channel.getJsonObject("status") != null) {
                    codes.put(
                            id + " " + channel.getString("channel"),
                            channel.getJsonObject("status").getInteger("code"));
                }
            }
        }
        return codes;
    }

    private void follow(FeedClient feed, long seq) {
        while (shownUpTo < seq && (events.isEmpty() || events.getLast().getLong("seq") < seq)) {
            events.addAll(FeedClient.eventsOf(
                    feed.next(frame -> frame.getString("type").equals("events"))));
        }
        while (!events.isEmpty() && events.getFirst().getLong("seq") <= seq) {
            apply(events.removeFirst());
        }
    }

    private void apply(JsonObject event) {
        shownUpTo = event.getLong("seq");
        if (event.getBoolean("late", false) || event.getJsonObject("status") == null) {
            return;
        }
        String channel = event.getString("channel");
        String id = event.getJsonObject("message").getString("id");
        shown.put(
                channel == null ? id : id + " " + channel,
                event.getJsonObject("status").getInteger("code"));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private static String command(String number) {
        return """
                {"channels": [{"channel": "mms", "fallback_time": 300}, {"channel": "sms"}],
                 "recipient": {"phone_number": "%s"},
                 "message": {"mms": {"template": "image", "parameters": {"url": "https://example.com/a.jpg"}},
                             "sms": {"template": "text", "parameters": {"text": "Sale"}}},
                 "message_type": "MKT"}
                """.formatted(number);
    }
}
