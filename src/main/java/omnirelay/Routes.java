package omnirelay;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import omnirelay.access.AccessRefusedException;
import omnirelay.access.Authentication;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Clients;
import omnirelay.access.Passwords;
import omnirelay.access.People;
import omnirelay.access.RoleHandler;
import omnirelay.access.SandboxVisitHandler;
import omnirelay.access.SessionWatch;
import omnirelay.access.Sessions;
import omnirelay.access.SignInHandler;
import omnirelay.access.SignOutHandler;
import omnirelay.access.WhoAmI;
import omnirelay.access.WhoAmIHandler;
import omnirelay.callback.CallbackHandler;
import omnirelay.callback.CallbackIntake;
import omnirelay.config.RelayConfig;
import omnirelay.config.Role;
import omnirelay.dispatch.Journal;
import omnirelay.feed.FeedHandler;
import omnirelay.feed.StreamHandler;
import omnirelay.forward.AttemptsHandler;
import omnirelay.forward.ReceiversHandler;
import omnirelay.forward.ReplayHandler;
import omnirelay.guard.HoldsHandler;
import omnirelay.guard.PlaceHoldHandler;
import omnirelay.guard.ReleaseHoldHandler;
import omnirelay.http.AccessLogHandler;
import omnirelay.http.AllowHandler;
import omnirelay.http.AssetHandler;
import omnirelay.http.ContentSecurityPolicy;
import omnirelay.http.LivenessHandler;
import omnirelay.http.Metrics;
import omnirelay.http.MetricsHandler;
import omnirelay.http.NotFoundHandler;
import omnirelay.http.Problem;
import omnirelay.http.ProblemHandler;
import omnirelay.http.Readiness;
import omnirelay.http.ReadinessCheck;
import omnirelay.http.ReadinessHandler;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.SecurityHeadersHandler;
import omnirelay.lookup.LookUpHandler;
import omnirelay.lookup.StatusHandler;
import omnirelay.probe.CallbackCheck;
import omnirelay.probe.CallbackCheckHandler;
import omnirelay.query.CallbackStore;
import omnirelay.query.CallbacksHandler;
import omnirelay.query.CodesHandler;
import omnirelay.query.Explanation;
import omnirelay.query.Histories;
import omnirelay.query.HistoryJson;
import omnirelay.query.HistoryStore;
import omnirelay.query.MessageHandler;
import omnirelay.query.MessageStore;
import omnirelay.query.MessagesHandler;
import omnirelay.query.SearchHandler;
import omnirelay.query.Snapshots;
import omnirelay.send.CancelHandler;
import omnirelay.send.ListenOnlyHandler;
import omnirelay.send.SendHandler;
import omnirelay.send.TelesignFailureHandler;
import omnirelay.storage.DatabaseProblem;
import omnirelay.storage.WriteProbe;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CallbackParser;
import omnirelay.telesign.CallbackSignature;
import omnirelay.telesign.KeyRing;
import omnirelay.telesign.StatusCode;
import omnirelay.through.SignedBodyHandler;
import omnirelay.through.ThroughHandler;

/** The whole URL table. */
final class Routes {
    /** Where callers speak TeleSign's language. */
    private static final List<String> TELESIGNS = List.of("/v1/*", "/v2/*", "/capability/*");

    private final Vertx vertx;
    private final RelayConfig config;
    private final Parts parts;
    private final Metrics metrics;
    private final InstantSource clock;
    private final SecureRandom random;

    Routes(Vertx vertx, RelayConfig config, Parts parts, Metrics metrics, InstantSource clock, SecureRandom random) {
        this.vertx = vertx;
        this.config = config;
        this.parts = parts;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
    }

    Router callbacksOnly() {
        Router router = base();
        callbacks(router);
        router.get("/health/live").handler(new LivenessHandler());
        AllowHandler.completing(router);
        router.route().handler(new NotFoundHandler());
        return router;
    }

    Router everything(boolean withCallbacks) {
        Router router = base();
        if (withCallbacks) {
            callbacks(router);
        }
        Sessions sessions = new Sessions(parts.pool(), random);
        Authentication authentication = new Authentication(
                new Clients(config.clients(), clock),
                new People(config.users(), config.sandbox().enabled()),
                sessions);
        operations(router);
        through(router, authentication, List.of("/v1/omnichannel/templates", "/v1/omnichannel/templates/*"));
        telesign(router, authentication);
        SessionWatch watch = new SessionWatch(sessions, parts.feed()::sessions, parts.feed()::signedOut);
        watch.lookEvery(Duration.ofSeconds(30), vertx);
        people(router, authentication, sessions, watch);
        api(router, authentication);
        AllowHandler.completing(router);
        through(router, authentication, TELESIGNS);
        page(router, sessions);
        router.route().handler(new NotFoundHandler());
        return router;
    }

    private Router base() {
        Router router = Router.router(vertx);
        router.route().handler(new AccessLogHandler("/v1/omnichannel", "/callbacks/telesign"));
        router.route().handler(new SecurityHeadersHandler(ContentSecurityPolicy.ofPage("webroot/index.html")));
        for (String paths : TELESIGNS) {
            router.route(paths).failureHandler(new TelesignFailureHandler(parts.codes()));
        }
        ProblemHandler problems = new ProblemHandler(Routes::meaning);
        router.route().failureHandler(problems);
        // Where the path cannot be decoded, no route is asked.
        return router.errorHandler(400, problems);
    }

    private static Optional<Problem> meaning(Throwable failure) {
        return AccessRefusedException.problemOf(failure).or(() -> DatabaseProblem.of(failure));
    }

    private void callbacks(Router router) {
        List<ApiKey> keys = new ArrayList<>();
        keys.add(ApiKey.of(config.telesign()));
        config.callback().keys().stream()
                .map(key -> new ApiKey(key.id(), config.telesign().customerId(), key.key()))
                .forEach(keys::add);
        CallbackIntake intake =
                new CallbackIntake(new CallbackParser(parts.codes()), parts.numberHash(), parts.ledger());
        CallbackHandler handler =
                new CallbackHandler(new CallbackSignature(new KeyRing(keys)), intake, random, clock, parts.meters());
        String path = "/callbacks/telesign";
        Stream.of(router.get(path), router.post(path), router.put(path))
                .forEach(route -> route.handler(body()).handler(handler));
    }

    private void operations(Router router) {
        Readiness readiness = new Readiness(List.of(
                new ReadinessCheck("database", new WriteProbe(parts.pool())),
                ReadinessCheck.of("telesign", parts.telesign()::complaint),
                ReadinessCheck.of("running", parts.sending()::complaint)));
        router.get("/health/live").handler(new LivenessHandler());
        router.get("/health/ready").handler(new ReadinessHandler(readiness));
        router.get("/metrics").handler(new MetricsHandler(metrics.registry()));
        router.get("/openapi.yaml").handler(AssetHandler.file("openapi.yaml"));
        router.get("/asyncapi.yaml").handler(AssetHandler.file("asyncapi.yaml"));
    }

    private void telesign(Router router, Authentication authentication) {
        router.post("/v1/omnichannel")
                .handler(body())
                .handler(AuthenticationHandler.requiring(authentication))
                .handler(RoleHandler.require(Role.SEND))
                .handler(config.send().enabled() ? sending() : new ListenOnlyHandler(parts.codes()));
        router.get("/v1/omnichannel/:id")
                .handler(body())
                .handler(AuthenticationHandler.requiring(authentication))
                .handler(new StatusHandler(parts.lookUps(), parts.codes()));
    }

    private SendHandler sending() {
        return new SendHandler(parts.validator(), parts.numberHash(), config, parts.sending(), parts.codes(), random);
    }

    /** For whatever method: which there are TeleSign knows. */
    private void through(Router router, Authentication authentication, List<String> paths) {
        if (!config.through().enabled()) {
            return;
        }
        for (String path : paths) {
            router.route(path)
                    .handler(new SignedBodyHandler(parts.signer(), body()))
                    .handler(AuthenticationHandler.holding(authentication))
                    .handler(RoleHandler.require(Role.SEND))
                    .handler(new ThroughHandler(vertx, parts.upstream(), config.through(), parts.meters()));
        }
    }

    private void people(Router router, Authentication authentication, Sessions sessions, SessionWatch watch) {
        WhoAmI whoAmI = new WhoAmI(config.sandbox().enabled());
        router.get("/api/session")
                .handler(AuthenticationHandler.recognising(authentication))
                .handler(new WhoAmIHandler(whoAmI));
        router.post("/api/session")
                .handler(body())
                .handler(new SignInHandler(new Passwords(vertx, config.users()), sessions, whoAmI, clock));
        router.delete("/api/session")
                .handler(body())
                .handler(AuthenticationHandler.requiring(authentication))
                .handler(new SignOutHandler(sessions, watch));
    }

    private void api(Router router, Authentication authentication) {
        router.get("/api/feed")
                .handler(AuthenticationHandler.recognising(authentication))
                .handler(new FeedHandler(parts.feed(), parts.numberHash(), FeedHandler::admission));
        router.get("/api/events")
                .handler(AuthenticationHandler.requiring(authentication))
                .handler(StreamHandler.lines(parts.feed(), parts.numberHash(), FeedHandler::admission));
        reading(router, authentication);
        holding(router, authentication);
        administering(router.post("/api/callback-check"), authentication)
                .handler(new CallbackCheckHandler(
                        new CallbackCheck(vertx, ApiKey.of(config.telesign()), null),
                        config.telesign().callbackUrl()));
    }

    private void reading(Router router, Authentication authentication) {
        Snapshots snapshots = new Snapshots(parts.pool());
        MessageStore messages = new MessageStore(snapshots);
        CallbackStore callbacks = new CallbackStore(snapshots);
        HistoryJson json = new HistoryJson(config.timeScale(), this::explanation);
        MessageHandler message = new MessageHandler(new Histories(new HistoryStore(snapshots), json));
        viewing(router.get("/api/messages"), authentication).handler(new MessagesHandler(messages));
        viewing(router.post("/api/messages/search"), authentication)
                .handler(new SearchHandler(messages, parts.numberHash()));
        viewing(router.get("/api/messages/:id"), authentication).handler(message);
        router.delete("/api/messages/:id")
                .handler(body())
                .handler(AuthenticationHandler.requiring(authentication))
                .handler(RoleHandler.requireEither(Role.SEND, Role.ADMIN))
                .handler(new CancelHandler(parts.messages(), new Journal(parts.ledger()), parts.codes()))
                .handler(message);
        viewing(router.post("/api/messages/:id/look-up"), authentication)
                .handler(new LookUpHandler(parts.messages(), parts.lookUps()))
                .handler(message);
        viewing(router.get("/api/callbacks"), authentication).handler(CallbacksHandler.all(callbacks));
        viewing(router.get("/api/quarantine"), authentication).handler(CallbacksHandler.quarantine(callbacks));
        viewing(router.get("/api/receivers"), authentication).handler(new ReceiversHandler(parts.forwarding()));
        viewing(router.get("/api/receivers/:name/attempts"), authentication)
                .handler(new AttemptsHandler(parts.forwarding()));
        viewing(router.post("/api/receivers/:name/replay"), authentication)
                .handler(RoleHandler.require(Role.ADMIN))
                .handler(new ReplayHandler(parts.forwarding()));
        viewing(router.get("/api/codes"), authentication).handler(new CodesHandler(codes()));
    }

    private void holding(Router router, Authentication authentication) {
        administering(router.get("/api/holds"), authentication).handler(new HoldsHandler(parts.holdStore()));
        administering(router.post("/api/holds"), authentication)
                .handler(new PlaceHoldHandler(parts.holdStore(), parts.holds()));
        administering(router.delete("/api/holds/:id"), authentication)
                .handler(new ReleaseHoldHandler(parts.holdStore(), parts.holds()));
    }

    private Route viewing(Route route, Authentication authentication) {
        return requiring(Role.VIEW, route, authentication);
    }

    private Route administering(Route route, Authentication authentication) {
        return requiring(Role.ADMIN, route, authentication);
    }

    private Route requiring(Role role, Route route, Authentication authentication) {
        return route.handler(body())
                .handler(AuthenticationHandler.requiring(authentication))
                .handler(RoleHandler.require(role));
    }

    private Explanation explanation(int code) {
        StatusCode status = parts.codes().reported(code);
        return new Explanation(status.meaning(), status.advice());
    }

    private JsonArray codes() {
        return new JsonArray(
                parts.codes().all().stream().map(StatusCode::toJson).toList());
    }

    /** The page finds out by its path what to show. */
    private void page(Router router, Sessions sessions) {
        AssetHandler index = AssetHandler.file("webroot/index.html");
        for (String path : List.of("/", "/send", "/connection", "/messages/*")) {
            if (config.sandbox().enabled()) {
                router.get(path).handler(new SandboxVisitHandler(sessions));
            }
            router.route(path).handler(index);
        }
        router.route("/webjars/*").handler(AssetHandler.webJars());
        router.route("/*").handler(AssetHandler.folder("webroot"));
    }

    private ReceiveBodyHandler body() {
        return new ReceiveBodyHandler(config.http().maxBodyBytes(), clock);
    }
}
