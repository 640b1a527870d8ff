package omnirelay;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import omnirelay.access.AccessRefusedException;
import omnirelay.access.Authentication;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Clients;
import omnirelay.access.People;
import omnirelay.access.RoleHandler;
import omnirelay.access.SandboxVisitHandler;
import omnirelay.access.Sessions;
import omnirelay.callback.CallbackHandler;
import omnirelay.callback.CallbackIntake;
import omnirelay.config.RelayConfig;
import omnirelay.config.Role;
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
import omnirelay.lookup.StatusHandler;
import omnirelay.send.ListenOnlyHandler;
import omnirelay.send.SendHandler;
import omnirelay.send.TelesignFailureHandler;
import omnirelay.storage.DatabaseProblem;
import omnirelay.storage.WriteProbe;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CallbackParser;
import omnirelay.telesign.CallbackSignature;
import omnirelay.telesign.KeyRing;
import omnirelay.through.SignedBodyHandler;
import omnirelay.through.ThroughHandler;

/** The URL table, apart from what is below {@code /api}. */
final class Routes {
    /** Where callers speak TeleSign's language. */
    private static final List<String> TELESIGNS = List.of("/v1/*", "/v2/*", "/capability/*");

    private final Vertx vertx;
    private final RelayConfig config;
    private final Parts parts;
    private final Metrics metrics;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ReceiveBodyHandler body;

    Routes(Vertx vertx, RelayConfig config, Parts parts, Metrics metrics, InstantSource clock, SecureRandom random) {
        this.vertx = vertx;
        this.config = config;
        this.parts = parts;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
        this.body = new ReceiveBodyHandler(config.http().maxBodyBytes(), clock);
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
        Sessions sessions = new Sessions(parts.pools().common(), random);
        Authentication authentication = new Authentication(
                new Clients(config.clients(), clock),
                new People(config.users(), config.sandbox().enabled()),
                sessions);
        Gate gate = new Gate(body, authentication);
        operations(router);
        through(router, authentication, List.of("/v1/omnichannel/templates", "/v1/omnichannel/templates/*"));
        telesign(router, gate);
        new ApiRoutes(vertx, config, parts, gate, sessions, clock).on(router);
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
        CallbackHandler handler = new CallbackHandler(
                new CallbackSignature(new KeyRing(keys)), intake, random, clock, parts.meters(), parts.refusals());
        String path = "/callbacks/telesign";
        Stream.of(router.get(path), router.post(path), router.put(path))
                .forEach(route -> route.handler(body).handler(handler));
    }

    private void operations(Router router) {
        Readiness readiness = new Readiness(List.of(
                new ReadinessCheck("database", new WriteProbe(parts.pools().prompt())),
                ReadinessCheck.of("telesign", parts.telesign()::complaint),
                ReadinessCheck.of("running", parts.sending()::complaint)));
        router.get("/health/live").handler(new LivenessHandler());
        router.get("/health/ready").handler(new ReadinessHandler(readiness));
        router.get("/metrics").handler(new MetricsHandler(metrics.registry()));
        router.get("/openapi.yaml").handler(AssetHandler.file("openapi.yaml"));
        router.get("/asyncapi.yaml").handler(AssetHandler.file("asyncapi.yaml"));
    }

    private void telesign(Router router, Gate gate) {
        gate.sending(router.post("/v1/omnichannel"))
                .handler(config.send().enabled() ? sending() : new ListenOnlyHandler(parts.codes()));
        gate.authenticated(router.get("/v1/omnichannel/:id"))
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
                    .handler(new SignedBodyHandler(parts.signer(), body))
                    .handler(AuthenticationHandler.holding(authentication))
                    .handler(RoleHandler.require(Role.SEND))
                    .handler(new ThroughHandler(vertx, parts.upstream(), config.through(), parts.meters()));
        }
    }

    /** The page finds out by its path what to show. */
    private void page(Router router, Sessions sessions) {
        AssetHandler index = AssetHandler.file("webroot/index.html");
        for (String path : List.of("/", "/now", "/send", "/connection", "/messages/*", "/find", "/recipients/*")) {
            if (config.sandbox().enabled()) {
                router.get(path).handler(new SandboxVisitHandler(sessions));
            }
            router.route(path).handler(index);
        }
        router.route("/webjars/*").handler(AssetHandler.webJars());
        router.route("/*").handler(AssetHandler.folder("webroot"));
    }
}
