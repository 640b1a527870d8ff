package omnirelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import omnirelay.Relay;
import omnirelay.config.ConfigLoader;
import omnirelay.config.Secret;
import omnirelay.sandbox.Posts;
import omnirelay.storage.ConnectionSettings;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CallbackSignature;

/** A whole relay on free ports, with a database of its own and the sandbox on a fast clock. */
public final class RelayUnderTest implements AutoCloseable {
    /** TeleSign's example account, which is the sandbox's. */
    public static final String CUSTOMER_ID = "FFFFFFFF-EEEE-DDDD-1234-AB1234567890";

    public static final String API_KEY = "ABC12345yusumoN6BYsBVkh+yRJ5czgsnCehZaOYldPJdmFh6NeX8kunZ2zU1YWaUw/0wV6xfw==";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database;
    private final Relay relay;

    private RelayUnderTest(TestDatabase database, Relay relay) {
        this.database = database;
        this.relay = relay;
    }

    /** With settings by name, such as {@code sandbox.time-scale}, beyond what every test needs. */
    public static RelayUnderTest start(Map<String, String> settings) {
        return on(TestDatabase.create(), settings);
    }

    /** On a database that another relay has used, or uses. */
    public static RelayUnderTest on(TestDatabase database, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        basics(database.settings()).forEach((name, value) -> environment.put(variable(name), value));
        settings.forEach((name, value) -> environment.put(variable(name), value));
        return new RelayUnderTest(database, Relay.start(ConfigLoader.load(null, environment::get), false));
    }

    private static Map<String, String> basics(ConnectionSettings database) {
        return Map.of(
                "http.port", "0",
                "sandbox.port", "0",
                "sandbox.enabled", "true",
                "sandbox.time-scale", "600",
                "database.url",
                        "postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.database()),
                "database.user", database.user(),
                "database.password", database.password().value(),
                "database.tls", "disable");
    }

    private static String variable(String setting) {
        return "OMNIRELAY_" + setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public TestDatabase database() {
        return database;
    }

    public Relay relay() {
        return relay;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + relay.httpPort() + path);
    }

    /** A request by the example client, by Basic. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(LIMIT).header("Authorization", basic());
    }

    public static String basic() {
        String pair = CUSTOMER_ID + ":" + API_KEY;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /** Watches the feed as the example client. */
    public FeedClient feed() {
        return FeedClient.connect(vertx, relay.httpPort(), Map.of("Authorization", basic()));
    }

    /** What the stand-in for TeleSign was asked. */
    public Posts posts() {
        return Objects.requireNonNull(relay.sandbox()).posts();
    }

    /** Where the stand-in for TeleSign is, for another relay to use it as well. */
    public String telesignUrl() {
        return Objects.requireNonNull(relay.sandbox()).url().toString();
    }

    /** The header by which TeleSign signs a callback with this body. */
    public static String signature(String body) {
        return signature(body.getBytes(UTF_8));
    }

    public static String signature(byte[] body) {
        ApiKey key = new ApiKey("telesign", CUSTOMER_ID, new Secret(API_KEY));
        return CallbackSignature.authorization(key, body);
    }

    /** The response is as the API's description says. */
    public HttpResponse<String> get(String path) {
        return ApiContract.checked(send(request(path).GET()));
    }

    /** The response is as the API's description says. */
    public HttpResponse<String> post(String path, String json) {
        return postAsync(path, json).join();
    }

    /** With headers as {@code name, value, name, value …}; the response is as the API's description says. */
    public CompletableFuture<HttpResponse<String>> postAsync(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.sendAsync(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString())
                .thenApply(ApiContract::checked);
    }

    /** The response is as the API's description says. */
    public CompletableFuture<HttpResponse<String>> deleteAsync(String path) {
        HttpRequest request = request(path).DELETE().build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(ApiContract::checked);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the relay, keeps the database. */
    public void stop() {
        vertx.close().await();
        relay.stop();
    }

    @Override
    public void close() {
        stop();
        database.close();
    }
}
