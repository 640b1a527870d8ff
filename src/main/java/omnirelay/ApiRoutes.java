package omnirelay;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Passwords;
import omnirelay.access.RoleHandler;
import omnirelay.access.SessionWatch;
import omnirelay.access.Sessions;
import omnirelay.access.SignInHandler;
import omnirelay.access.SignOutHandler;
import omnirelay.access.WhoAmI;
import omnirelay.access.WhoAmIHandler;
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
import omnirelay.lookup.LookUpHandler;
import omnirelay.probe.CallbackCheck;
import omnirelay.probe.CallbackCheckHandler;
import omnirelay.query.ArrivalTimes;
import omnirelay.query.CallbackStore;
import omnirelay.query.CallbacksHandler;
import omnirelay.query.CodesHandler;
import omnirelay.query.ConnectionHandler;
import omnirelay.query.ConnectionStore;
import omnirelay.query.Explanation;
import omnirelay.query.FindHandler;
import omnirelay.query.FindStore;
import omnirelay.query.Histories;
import omnirelay.query.HistoryJson;
import omnirelay.query.HistoryStore;
import omnirelay.query.MessageHandler;
import omnirelay.query.MessageJson;
import omnirelay.query.MessageStore;
import omnirelay.query.MessagesHandler;
import omnirelay.query.NowHandler;
import omnirelay.query.NowStore;
import omnirelay.query.RecipientHandler;
import omnirelay.query.RecipientStore;
import omnirelay.query.SearchHandler;
import omnirelay.query.Snapshots;
import omnirelay.query.SummaryHandler;
import omnirelay.query.SummaryStore;
import omnirelay.send.CancelHandler;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.StatusCode;

/** The URL table below {@code /api}: what the page and programs read, and what operators do. */
final class ApiRoutes {
    /** How late it is noticed that a session ended elsewhere. */
    private static final Duration WATCH_EVERY = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final RelayConfig config;
    private final Parts parts;
    private final Gate gate;
    private final Sessions sessions;
    private final InstantSource clock;
    private final SessionWatch watch;

    ApiRoutes(Vertx vertx, RelayConfig config, Parts parts, Gate gate, Sessions sessions, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.parts = parts;
        this.gate = gate;
        this.sessions = sessions;
        this.clock = clock;
        this.watch = new SessionWatch(sessions, parts.feed()::sessions, parts.feed()::signedOut);
    }

    void on(Router router) {
        watch.lookEvery(WATCH_EVERY, vertx);
        people(router);
        events(router);
        reading(router);
        operating(router);
    }

    private void people(Router router) {
        WhoAmI whoAmI = new WhoAmI(config.sandbox().enabled());
        router.get("/api/session")
                .handler(AuthenticationHandler.recognising(gate.authentication()))
                .handler(new WhoAmIHandler(whoAmI));
        router.post("/api/session")
                .handler(gate.body())
                .handler(new SignInHandler(new Passwords(vertx, config.users()), sessions, whoAmI, clock));
        gate.authenticated(router.delete("/api/session")).handler(new SignOutHandler(sessions, watch));
    }

    private void events(Router router) {
        router.get("/api/feed")
                .handler(AuthenticationHandler.recognising(gate.authentication()))
                .handler(new FeedHandler(
                        parts.feed(), parts.numberHash(), FeedHandler::admission, parts.telesignLink()::json));
        router.get("/api/events")
                .handler(AuthenticationHandler.requiring(gate.authentication()))
                .handler(StreamHandler.lines(parts.feed(), parts.numberHash(), FeedHandler::admission));
    }

    private void reading(Router router) {
        Snapshots snapshots = new Snapshots(parts.pools().common());
        MessageStore messages = new MessageStore(snapshots);
        CallbackStore callbacks = new CallbackStore(snapshots);
        String home = config.numbers().country();
        MessageJson json = new MessageJson(
                config.timeScale(), new ArrivalTimes(parts.pools().common(), clock));
        HistoryJson history = new HistoryJson(json, this::explanation, parts.recipientTokens());
        MessageHandler message = new MessageHandler(new Histories(new HistoryStore(snapshots), history));
        gate.viewing(router.get("/api/messages")).handler(new MessagesHandler(messages, json));
        gate.viewing(router.post("/api/messages/search"))
                .handler(new SearchHandler(messages, parts.numberHash(), json, home));
        gate.viewing(router.post("/api/find"))
                .handler(new FindHandler(
                        new FindStore(snapshots, parts.numberHash()), parts.recipientTokens(), json, home, clock));
        gate.viewing(router.get("/api/recipients/:token"))
                .handler(new RecipientHandler(new RecipientStore(snapshots), parts.recipientTokens(), json));
        gate.viewing(router.get("/api/messages/:id")).handler(message);
        gate.authenticated(router.delete("/api/messages/:id"))
                .handler(RoleHandler.requireEither(Role.SEND, Role.ADMIN))
                .handler(new CancelHandler(parts.messages(), new Journal(parts.ledger()), parts.codes()))
                .handler(message);
        gate.viewing(router.post("/api/messages/:id/look-up"))
                .handler(new LookUpHandler(parts.messages(), parts.lookUps()))
                .handler(message);
        gate.viewing(router.get("/api/summary")).handler(new SummaryHandler(new SummaryStore(snapshots), clock));
        RelayConfig.Pace pace = config.telesign().pace();
        gate.viewing(router.get("/api/now"))
                .handler(new NowHandler(
                        new NowStore(snapshots), pace.rate() * config.timeScale(), pace.marketingShare()));
        gate.viewing(router.get("/api/connection"))
                .handler(new ConnectionHandler(
                        new ConnectionStore(snapshots),
                        parts.telesignLink()::json,
                        config.telesign().callbackUrl()));
        gate.viewing(router.get("/api/callbacks")).handler(CallbacksHandler.all(callbacks));
        gate.viewing(router.get("/api/quarantine")).handler(CallbacksHandler.quarantine(callbacks));
        gate.viewing(router.get("/api/receivers")).handler(new ReceiversHandler(parts.forwarding()));
        gate.viewing(router.get("/api/receivers/:name/attempts")).handler(new AttemptsHandler(parts.forwarding()));
        gate.viewing(router.post("/api/receivers/:name/replay"))
                .handler(RoleHandler.require(Role.ADMIN))
                .handler(new ReplayHandler(parts.forwarding()));
        gate.viewing(router.get("/api/codes")).handler(new CodesHandler(codes()));
    }

    private void operating(Router router) {
        gate.administering(router.get("/api/holds")).handler(new HoldsHandler(parts.holdStore()));
        gate.administering(router.post("/api/holds")).handler(new PlaceHoldHandler(parts.holdStore(), parts.holds()));
        gate.administering(router.delete("/api/holds/:id"))
                .handler(new ReleaseHoldHandler(parts.holdStore(), parts.holds()));
        gate.administering(router.post("/api/callback-check"))
                .handler(new CallbackCheckHandler(
                        new CallbackCheck(vertx, ApiKey.of(config.telesign()), null),
                        config.telesign().callbackUrl()));
    }

    private Explanation explanation(int code) {
        StatusCode status = parts.codes().reported(code);
        return new Explanation(status.meaning(), status.advice());
    }

    private JsonArray codes() {
        return new JsonArray(
                parts.codes().all().stream().map(StatusCode::toJson).toList());
    }
}
