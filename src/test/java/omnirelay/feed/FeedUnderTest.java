package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.config.RelayConfig;
import omnirelay.feed.Admission.Viewer;
import omnirelay.http.ProblemHandler;
import omnirelay.message.NumberHash;
import omnirelay.support.FeedClient;
import omnirelay.support.TestDatabase;

/** A feed with its outlets on a port of its own, all on one event loop as in the relay. */
final class FeedUnderTest extends VerticleBase implements AutoCloseable {
    static final NumberHash NUMBERS = new NumberHash("key".getBytes(StandardCharsets.US_ASCII));

    private final Feed feed;
    private final HttpServer server;
    private String deployment = "";

    private FeedUnderTest(Vertx vertx, TestDatabase database, RelayConfig.Feed bounds) {
        this.feed = new Feed(vertx, database.pool(vertx), database.database().connectOptions(), bounds);
        this.server = vertx.createHttpServer(FeedHandler.withWebSockets(new HttpServerOptions()))
                .requestHandler(routes(vertx));
    }

    static FeedUnderTest start(Vertx vertx, TestDatabase database, RelayConfig.Feed bounds) {
        FeedUnderTest started = new FeedUnderTest(vertx, database, bounds);
        started.deployment = within(vertx.deployVerticle(started));
        return started;
    }

    @Override
    public Future<?> start() {
        return feed.start().compose(known -> server.listen(0, "127.0.0.1"));
    }

    private Router routes(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/api/feed").handler(new FeedHandler(feed, NUMBERS, FeedUnderTest::admit));
        router.get("/api/events").handler(StreamHandler.lines(feed, NUMBERS, FeedUnderTest::admit));
        router.route().failureHandler(new ProblemHandler(failure -> Optional.empty()));
        return router;
    }

    /** Tests say by headers who they are. */
    private static Admission admit(RoutingContext ctx) {
        String who = ctx.request().getHeader("X-Who");
        String until = ctx.request().getHeader("X-Until");
        if ("stranger".equals(who)) {
            return Admission.Refused.NOT_AUTHENTICATED;
        }
        if ("sender".equals(who)) {
            return Admission.Refused.NOT_ALLOWED;
        }
        return new Viewer(who == null ? "anyone" : who, until == null ? Instant.MAX : Instant.parse(until));
    }

    int port() {
        return server.actualPort();
    }

    FeedClient connect(String... headers) {
        return FeedClient.connect(vertx, port(), headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
    }

    FeedFigures figures() {
        return feed.figures();
    }

    /** Does something where the feed lives. */
    <T> T on(Callable<Future<T>> action) {
        return within(Future.future(promise -> context.runOnContext(now -> {
            try {
                action.call().onComplete(promise);
            } catch (Exception e) {
                promise.fail(e);
            }
        })));
    }

    Feed feed() {
        return feed;
    }

    @Override
    public void close() {
        on(feed::close);
        within(vertx.undeploy(deployment));
    }

    private static <T> T within(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within 20 s", e);
        }
    }
}
