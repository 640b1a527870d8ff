package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import omnirelay.config.RelayConfig;
import omnirelay.http.ProblemHandler;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.KeyRing;
import omnirelay.telesign.RequestAuthenticator;

/**
 * The stand-in for TeleSign: an HTTP server on the loopback interface that checks, validates and answers as TeleSign
 * does, and calls back about every change. The last four digits of the number choose what happens.
 */
public final class Sandbox {
    private static final int TEMPLATES_NOT_ENABLED = 3818;
    private static final String LOOPBACK = "127.0.0.1";

    /** A request that announces more than this is not even read. */
    private static final long LARGEST_READ = 1 << 20;

    /** As long as the web server in front of TeleSign keeps an idle connection. */
    private static final int IDLE_SECONDS = 75;

    /** Not scaled: whoever takes a callback lives in real time. */
    private static final Duration CALLBACK_TIME_OUT = Duration.ofSeconds(5);

    private static final int CALLBACK_CONNECTIONS = 32;
    private static final int CALLBACK_KEEP_ALIVE_SECONDS = 5;

    private final RelayConfig.Sandbox settings;
    private final Pace pace;
    private final RateLimit rate;
    private final Timers timers;
    private final Posts posts = new Posts();
    private final WebClient callbacks;
    private final HttpServer server;

    /**
     * @param rate how many requests it takes in a second of TeleSign's
     * @param key of the one account it has
     * @param callbackUrl where the account's callbacks go; asked for each send, as the relay's own port may not be known
     *     when the sandbox starts
     */
    public Sandbox(
            Vertx vertx,
            InstantSource wall,
            RelayConfig.Sandbox settings,
            double rate,
            ApiKey key,
            Supplier<URI> callbackUrl) {
        this.settings = settings;
        this.pace = new Pace(settings.timeScale());
        this.rate = new RateLimit(pace.scaled(rate));
        this.timers = new Timers(vertx, wall, pace);
        this.callbacks = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setKeepAliveTimeout(CALLBACK_KEEP_ALIVE_SECONDS)
                        .setUserAgent("omnirelay-sandbox"),
                new PoolOptions().setHttp1MaxSize(CALLBACK_CONNECTIONS));
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setIdleTimeout(IDLE_SECONDS).setHttp2ClearTextEnabled(false))
                .requestHandler(routes(vertx, wall, key, callbackUrl));
    }

    /** Gives the port it listens on. */
    public Future<Integer> start() {
        return server.listen(settings.port(), LOOPBACK).map(HttpServer::actualPort);
    }

    /** Where it listens once it has started. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
    }

    /** Takes no more requests and makes no more callbacks. */
    public Future<Void> stop() {
        timers.stop();
        return server.close().eventually(() -> {
            callbacks.close();
            return Future.succeededFuture();
        });
    }

    /** What it was asked to send. */
    public Posts posts() {
        return posts;
    }

    private Router routes(Vertx vertx, InstantSource wall, ApiKey key, Supplier<URI> callbackUrl) {
        CodeCatalogue codes = CodeCatalogue.load();
        Admission admission = new Admission(new RequestAuthenticator(new KeyRing(List.of(key)), wall), rate, codes);
        Transactions transactions = new Transactions(wall);
        StatusBody status = new StatusBody(codes);
        Stage stage =
                new Stage(timers, status, new CallbackSender(callbacks, key, timers, CALLBACK_TIME_OUT), callbackUrl);
        Intake intake = new Intake(admission, codes, wall, pace, transactions, posts, settings.seed());

        Router router = Router.router(vertx);
        router.route().handler(new ReceiveBodyHandler(LARGEST_READ, wall));
        router.post("/v1/omnichannel")
                .handler(new SendHandler(intake, stage, wall, new SplittableRandom(settings.seed())));
        router.getWithRegex(LookUpHandler.PATH).handler(new LookUpHandler(admission, transactions, codes, status));
        otherProducts(router, new AdmissionHandler(admission), codes, wall);
        ProblemHandler problems = new ProblemHandler(failure -> Optional.empty());
        router.route().failureHandler(problems);
        return router.errorHandler(404, problems).errorHandler(405, problems);
    }

    /** As much of them as shows that they are reached. */
    private void otherProducts(Router router, AdmissionHandler admission, CodeCatalogue codes, InstantSource wall) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        SmsHandler sms = new SmsHandler(wall, random);
        router.post("/v1/messaging").handler(admission).handler(sms);
        router.get("/v1/messaging/:reference").handler(admission).handler(sms);
        CapabilityHandler capability = new CapabilityHandler(codes, wall, random);
        router.get("/capability/rcs/:number").handler(admission).handler(capability);
        router.get("/capability/rcs/:number/:agent").handler(admission).handler(capability);
        NotEnabledHandler templates = new NotEnabledHandler(codes.error(TEMPLATES_NOT_ENABLED));
        router.route("/v1/omnichannel/templates").handler(admission).handler(templates);
        router.route("/v1/omnichannel/templates/*").handler(admission).handler(templates);
    }
}
