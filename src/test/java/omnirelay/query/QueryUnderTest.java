package omnirelay.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.access.AccessRefusedException;
import omnirelay.access.Authentication;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Clients;
import omnirelay.access.People;
import omnirelay.access.RoleHandler;
import omnirelay.access.Sessions;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Client;
import omnirelay.config.Role;
import omnirelay.config.Secret;
import omnirelay.http.ProblemHandler;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.ledger.Ledger;
import omnirelay.ledger.LedgerListener;
import omnirelay.ledger.LedgerMeter;
import omnirelay.message.Entry;
import omnirelay.message.LookUpTimes;
import omnirelay.message.NumberHash;
import omnirelay.message.NumberedEvent;
import omnirelay.message.Reply;
import omnirelay.support.ApiContract;
import omnirelay.support.TestDatabase;
import omnirelay.support.TestHttp;
import org.jspecify.annotations.Nullable;

/** The read side on a port of its own, over a database that the real ledger writes. */
final class QueryUnderTest implements AutoCloseable {
    static final NumberHash NUMBERS = new NumberHash("key".getBytes(UTF_8));

    private static final String KEY = "c2VjcmV0";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();
    private final Ledger ledger = new Ledger(
            vertx,
            database.database().connectOptions(),
            new RelayConfig.Ledger(1_000, 100, 1 << 20),
            new RelayConfig.Stop(false),
            new LookUpTimes(1),
            new Unheard(),
            new Unmeasured());
    private final TestHttp http;
    private @Nullable Context eventLoop;

    QueryUnderTest() {
        within(startLedger());
        http = TestHttp.serving(vertx, this::routes);
    }

    /** Who asks; each but the first is a client of this name. */
    enum Reader {
        STRANGER,
        SENDER,
        VIEWER,
        CONFIDANT
    }

    private static final List<Client> CLIENTS = List.of(
            client(Reader.SENDER, Role.SEND),
            client(Reader.VIEWER, Role.VIEW),
            client(Reader.CONFIDANT, Role.VIEW, Role.VIEW_NUMBERS));

    private static Client client(Reader reader, Role... roles) {
        return new Client(reader.name(), new Secret(KEY), Set.of(roles));
    }

    private Future<Void> startLedger() {
        return vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        eventLoop = context;
                        return ledger.start();
                    }
                })
                .mapEmpty();
    }

    private static final class Unheard implements LedgerListener {
        @Override
        public void begun(String epoch, long head) {}

        @Override
        public void committed(List<NumberedEvent> events) {}
    }

    private static final class Unmeasured implements LedgerMeter {
        @Override
        public void committed(int entries, long nanos) {}

        @Override
        public void answered(Entry entry, long nanosWaited) {}
    }

    private void routes(Router router) {
        Pool pool = database.pool(vertx);
        Snapshots snapshots = new Snapshots(pool);
        MessageStore messages = new MessageStore(snapshots);
        CallbackStore callbacks = new CallbackStore(snapshots);
        MessageJson json = new MessageJson(60, new ArrivalTimes(pool, InstantSource.system()));
        Histories histories = new Histories(
                new HistoryStore(snapshots),
                new HistoryJson(
                        json,
                        code -> new Explanation("meaning of " + code, "advice on " + code),
                        new RecipientTokens("key".getBytes(UTF_8))));
        Authentication authentication = new Authentication(
                new Clients(CLIENTS, InstantSource.system()),
                new People(List.of(), false),
                new Sessions(pool, new SecureRandom()));

        router.route().handler(new ReceiveBodyHandler(10_000, InstantSource.system()));
        router.route().handler(AuthenticationHandler.requiring(authentication));
        router.route().handler(RoleHandler.require(Role.VIEW));
        router.get("/api/messages").handler(new MessagesHandler(messages, json));
        router.post("/api/messages/search").handler(new SearchHandler(messages, NUMBERS, json, "US"));
        router.get("/api/messages/:id").handler(new MessageHandler(histories));
        router.get("/api/callbacks").handler(CallbacksHandler.all(callbacks));
        router.get("/api/quarantine").handler(CallbacksHandler.quarantine(callbacks));
        router.get("/api/codes").handler(new CodesHandler(new JsonArray()));
        router.route().failureHandler(new ProblemHandler(AccessRefusedException::problemOf));
    }

    Reply submit(Entry entry) {
        return within(Future.future(reply -> Objects.requireNonNull(eventLoop)
                .runOnContext(now -> ledger.submit(entry, PATIENCE).onComplete(reply))));
    }

    void execute(String sql) {
        database.execute(sql);
    }

    JsonObject get(String uri) {
        return get(uri, Reader.VIEWER);
    }

    JsonObject get(String uri, Reader reader) {
        return ok(answer(HttpMethod.GET, uri, "", reader));
    }

    JsonObject search(String body, Reader reader) {
        return ok(answer(HttpMethod.POST, "/api/messages/search", body, reader));
    }

    /** Every answer is held against the document. */
    HttpResponse<Buffer> answer(HttpMethod method, String uri, String body, Reader reader) {
        String[] headers = reader == Reader.STRANGER
                ? new String[0]
                : new String[] {"Authorization", "Bearer " + reader + ":" + KEY};
        HttpResponse<Buffer> answer = http.send(method, uri, Buffer.buffer(body), headers);
        ApiContract.check(method, uri, answer);
        return answer;
    }

    private static JsonObject ok(HttpResponse<Buffer> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.bodyAsString());
        }
        return answer.bodyAsJsonObject();
    }

    private static <T> T within(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing within 10 s", e);
        }
    }

    @Override
    public void close() {
        http.close();
        within(ledger.stop());
        within(vertx.close());
        database.close();
    }
}
