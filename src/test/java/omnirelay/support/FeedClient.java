package omnirelay.support;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket subscriber that keeps what it is sent until the test asks. Every wait has a limit; heartbeats are passed
 * over unless asked for.
 */
public final class FeedClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    // Held here because a client that nobody holds is collected, and its sockets with it.
    private final WebSocketClient client;
    private final ClientWebSocket socket;
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Close> closed = new CompletableFuture<>();

    /** How the relay ended the connection. */
    public record Close(int code, @Nullable String reason) {}

    private FeedClient(WebSocketClient client) {
        this.client = client;
        // Handlers set on what connect() yields may come too late for the greeting, which would be lost.
        this.socket = client.webSocket();
        socket.textMessageHandler(text -> frames.add(new JsonObject(text)));
        socket.closeHandler(
                gone -> closed.complete(new Close(socket.closeStatusCode().intValue(), socket.closeReason())));
    }

    /** Connects to {@code /api/feed}; the greeting is the first frame to be read. */
    public static FeedClient connect(Vertx vertx, int port) {
        return connect(vertx, port, Map.of());
    }

    public static FeedClient connect(Vertx vertx, int port, Map<String, String> headers) {
        return connect(vertx.createWebSocketClient(), "127.0.0.1", port, headers);
    }

    /** By TLS to a proxy on this machine. */
    public static FeedClient connectSecurely(Vertx vertx, int port, TrustOptions trusted, Map<String, String> headers) {
        WebSocketClientOptions options =
                new WebSocketClientOptions().setSsl(true).setTrustOptions(trusted);
        return connect(vertx.createWebSocketClient(options), "localhost", port, headers);
    }

    private static FeedClient connect(WebSocketClient client, String host, int port, Map<String, String> headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(host)
                .setPort(port)
                .setURI("/api/feed")
                .addSubProtocol("omnirelay.feed.v1");
        headers.forEach(options::addHeader);
        FeedClient connecting = new FeedClient(client);
        Soon.await(connecting.socket.connect(options));
        return connecting;
    }

    /** Subscribes and returns the answer: {@code subscribed} or {@code reset}. */
    public JsonObject subscribe(JsonObject filter, Object after) {
        send(new JsonObject()
                .put("type", "subscribe")
                .put("filter", filter)
                .put("after", after)
                .encode());
        return next(frame -> List.of("subscribed", "reset").contains(type(frame)));
    }

    public JsonObject subscribeToAllFrom(Object after) {
        return subscribe(new JsonObject(), after);
    }

    /** A cursor as a frame writes it. */
    public static JsonObject cursor(String epoch, long seq) {
        return new JsonObject().put("epoch", epoch).put("seq", seq);
    }

    public void send(String frame) {
        socket.writeTextMessage(frame);
    }

    /** The socket itself, for what no well-behaved client does. */
    public WebSocket socket() {
        return socket;
    }

    /** The next frame, which must be of that type. */
    public JsonObject next(String type) {
        JsonObject frame = next(any -> type.equals("heartbeat") || !type(any).equals("heartbeat"));
        if (!type(frame).equals(type)) {
            throw new AssertionError("expected " + type + ", got " + frame);
        }
        return frame;
    }

    /** The first frame that fits; those before it are passed over. */
    public JsonObject next(Predicate<JsonObject> fits) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            JsonObject frame = poll(deadline - System.nanoTime());
            if (fits.test(frame)) {
                return frame;
            }
        }
    }

    /** All events from here to the first that fits, in the order they came. */
    public List<JsonObject> eventsUntil(Predicate<JsonObject> fits) {
        List<JsonObject> events = new ArrayList<>();
        while (events.stream().noneMatch(fits)) {
            eventsOf(next(frame -> type(frame).equals("events"))).forEach(events::add);
        }
        return events;
    }

    /** All events from here until the relay says that it has caught up. */
    public List<JsonObject> eventsUntilLive() {
        List<JsonObject> events = new ArrayList<>();
        while (true) {
            JsonObject frame = next(any -> !type(any).equals("heartbeat"));
            switch (type(frame)) {
                case "events" -> eventsOf(frame).forEach(events::add);
                case "live" -> {
                    return events;
                }
                default -> throw new AssertionError("expected events or live, got " + frame);
            }
        }
    }

    public static List<JsonObject> eventsOf(JsonObject frame) {
        JsonArray events = frame.getJsonArray("events");
        return events.stream().map(JsonObject.class::cast).toList();
    }

    /** Waits for the relay to end the connection. */
    public Close closed() {
        return within(closed);
    }

    @Override
    public void close() {
        socket.close().onComplete(ended -> client.close());
    }

    private JsonObject poll(long nanos) {
        try {
            JsonObject frame = frames.poll(nanos, TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError(
                        "no such frame within " + LIMIT.toSeconds() + " s; closed: " + closed.getNow(null));
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String type(JsonObject frame) {
        return frame.getString("type");
    }

    private static <T> T within(CompletableFuture<T> future) {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("not within " + LIMIT.toSeconds() + " s", e);
        }
    }
}
