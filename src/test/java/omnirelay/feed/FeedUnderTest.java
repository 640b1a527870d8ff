package omnirelay.feed;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import omnirelay.config.RelayConfig;
import omnirelay.feed.Admission.Viewer;
import omnirelay.http.ProblemHandler;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LedgerListener;
import omnirelay.ledger.LedgerMeter;
import omnirelay.message.Entry;
import omnirelay.message.LookUpTimes;
import omnirelay.message.NumberHash;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.support.FeedClient;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;

/** A feed with its outlets on a port of its own, all on one event loop as in the relay. */
final class FeedUnderTest extends VerticleBase implements AutoCloseable {
    static final NumberHash NUMBERS = new NumberHash("key".getBytes(StandardCharsets.US_ASCII));

    private final Feed feed;
    private final Ledger ledger;
    private final HttpServer server;
    private String deployment = "";

    private FeedUnderTest(Vertx vertx, TestDatabase database, RelayConfig.Feed bounds) {
        this.feed = new Feed(vertx, database.pool(vertx), database.database().connectOptions(), bounds);
        this.ledger = new Ledger(
                vertx,
                database.database().connectOptions(),
                new RelayConfig.Ledger(10_000, 100, 1 << 20),
                new RelayConfig.Stop(false),
                new LookUpTimes(1),
                new HandOver(feed),
                new Unmeasured());
        this.server = vertx.createHttpServer(FeedHandler.withWebSockets(new HttpServerOptions()))
                .requestHandler(routes(vertx));
    }

    static FeedUnderTest start(Vertx vertx, TestDatabase database, RelayConfig.Feed bounds) {
        FeedUnderTest started = new FeedUnderTest(vertx, database, bounds);
        started.deployment = Soon.await(vertx.deployVerticle(started));
        return started;
    }

    @Override
    public Future<?> start() {
        return ledger.start().compose(open -> feed.start()).compose(known -> server.listen(0, "127.0.0.1"));
    }

    private record HandOver(Feed feed) implements LedgerListener {
        @Override
        public void begun(String epoch, long head) {
            feed.begun(epoch, head);
        }

        @Override
        public void committed(List<NumberedEvent> events) {
            feed.committed(events);
        }
    }

    private record Unmeasured() implements LedgerMeter {
        @Override
        public void committed(int entries, long nanos) {}

        @Override
        public void answered(Entry entry, long nanosWaited) {}
    }

    private Router routes(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/api/feed").handler(new FeedHandler(feed, NUMBERS, FeedUnderTest::admit, () -> "null"));
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

    /** Commits on this node. */
    Future<Reply> submit(Entry entry) {
        Promise<Reply> reply = Promise.promise();
        context.runOnContext(now -> ledger.submit(entry, Duration.ofSeconds(30)).onComplete(reply));
        return reply.future();
    }

    /** Waits until this node has heard of all events up to that one. */
    void awaitHead(long seq) {
        await().atMost(Duration.ofSeconds(30)).until(() -> head().seq() >= seq);
    }

    LogHead head() {
        Promise<LogHead> head = Promise.promise();
        context.runOnContext(now -> head.complete(feed.head()));
        return Soon.await(head.future());
    }

    String epoch() {
        return head().epoch();
    }

    FeedFigures figures() {
        return feed.figures();
    }

    void signOut(String session) {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(now -> feed.signedOut(session).onComplete(ended));
        Soon.await(ended.future());
    }

    /** Says good-bye to all subscribers. */
    void shutDown() {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(now -> feed.close().onComplete(ended));
        Soon.await(ended.future());
    }

    @Override
    public void close() {
        shutDown();
        Soon.await(vertx.undeploy(deployment));
    }
}
