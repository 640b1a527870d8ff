package omnirelay;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.feed.FeedHandler;
import omnirelay.http.Metrics;
import omnirelay.sandbox.DemoTraffic;
import omnirelay.sandbox.Sandbox;
import omnirelay.telesign.ApiKey;
import org.jspecify.annotations.Nullable;

/** The relay on its one event loop: started in order, stopped in reverse. */
final class RelayVerticle extends VerticleBase {
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final RelayConfig config;
    private final CompletionStage<RelayDatabase> opening;
    private final Metrics metrics;
    private final boolean demo;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private @Nullable Sandbox sandbox;
    private @Nullable Parts parts;
    private @Nullable HttpServer http;
    private @Nullable HttpServer callbacks;
    private @Nullable DemoTraffic demoTraffic;

    /** @param opening the database, which may still be starting */
    RelayVerticle(RelayConfig config, CompletionStage<RelayDatabase> opening, Metrics metrics, boolean demo) {
        this.config = config;
        this.opening = opening;
        this.metrics = metrics;
        this.demo = demo;
    }

    @Override
    public Future<?> start() {
        ApiKey key = ApiKey.of(config.telesign());
        Future<URI> telesign = telesign(key);
        Future<RelayDatabase> database =
                Future.fromCompletionStage(opening, context).recover(RelayVerticle::unwrapped);
        return Future.all(database, telesign).compose(ready -> {
            parts = Parts.of(
                    surroundings(database.result()), new RelayMeters(metrics.registry()), key, telesign.result());
            return serve(parts);
        });
    }

    /** What another thread threw comes in a wrapping. */
    private static Future<RelayDatabase> unwrapped(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
        return Future.failedFuture(wrapped ? failure.getCause() : failure);
    }

    private Parts.Surroundings surroundings(RelayDatabase database) {
        return new Parts.Surroundings(vertx, config, database.database(), database.installation(), clock, random);
    }

    /** Where TeleSign is; in sandbox mode its stand-in, which is started for it unless it is another node's. */
    private Future<URI> telesign(ApiKey key) {
        boolean another = config.telesign().url().getPort() != config.sandbox().port();
        if (!config.sandbox().enabled() || another) {
            return Future.succeededFuture(config.telesign().url());
        }
        double rate = config.telesign().pace().rate();
        sandbox = new Sandbox(vertx, clock, config.sandbox(), rate, key, this::callbackUrl);
        return sandbox.start()
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .recover(cause -> cannotListen("sandbox.port", cause));
    }

    private URI callbackUrl() {
        return URI.create("http://127.0.0.1:" + callbackPort() + "/callbacks/telesign");
    }

    private Future<?> serve(Parts ready) {
        Routes routes = new Routes(vertx, config, ready, metrics, clock, random);
        Integer callbackPort = config.callback().port();
        return ready.start()
                .compose(started -> listen(
                        "http",
                        routes.everything(callbackPort == null),
                        config.http().host(),
                        config.http().port()))
                .compose(server -> {
                    http = server;
                    return callbackPort == null
                            ? Future.succeededFuture(server)
                            : listen(
                                    "callback",
                                    routes.callbacksOnly(),
                                    config.callback().host(),
                                    callbackPort);
                })
                .onSuccess(server -> {
                    callbacks = server;
                    ready.begin();
                    beginDemo();
                });
    }

    private Future<HttpServer> listen(String listener, Router router, String host, int port) {
        HttpServerOptions options = FeedHandler.withWebSockets(new HttpServerOptions())
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) IDLE.toSeconds());
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .recover(cause -> cannotListen(listener + ".port", cause));
    }

    private static <T> Future<T> cannotListen(String setting, Throwable cause) {
        return Future.failedFuture(
                new StartupException("Cannot listen on %s: %s".formatted(setting, cause.getMessage()), cause));
    }

    private void beginDemo() {
        if (demo) {
            RelayConfig.Client client = config.clients().get(0);
            ApiKey key = new ApiKey("demo", client.id(), client.key());
            URI self = URI.create("http://127.0.0.1:" + httpPort());
            demoTraffic = new DemoTraffic(vertx, self, key, config.sandbox().seed());
            demoTraffic.start();
        }
    }

    int httpPort() {
        return http == null ? 0 : http.actualPort();
    }

    int callbackPort() {
        return callbacks == null ? httpPort() : callbacks.actualPort();
    }

    @Nullable
    Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Future<?> stop() {
        if (demoTraffic != null) {
            demoTraffic.stop();
        }
        return done(parts == null ? null : parts.stop())
                .transform(quiet -> done(sandbox == null ? null : sandbox.stop()))
                .transform(quiet -> done(http == null ? null : shutDown(http)))
                .transform(closed -> done(callbacks == null || callbacks == http ? null : shutDown(callbacks)))
                .transform(closed -> done(parts == null ? null : parts.close()));
    }

    private static Future<Void> shutDown(HttpServer server) {
        return server.shutdown(DRAIN.toSeconds(), TimeUnit.SECONDS);
    }

    private static Future<Void> done(@Nullable Future<Void> end) {
        return end == null ? Future.succeededFuture() : end;
    }
}
