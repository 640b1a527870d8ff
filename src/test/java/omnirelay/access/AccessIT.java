package omnirelay.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import omnirelay.config.RelayConfig.Client;
import omnirelay.config.RelayConfig.User;
import omnirelay.config.Role;
import omnirelay.config.Secret;
import omnirelay.http.ProblemHandler;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.support.TestDatabase;
import omnirelay.support.TestHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessIT {
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T08:00:00Z");
    private static final Client SHOP = new Client("shop", new Secret("a-key-of-the-shop"), EnumSet.of(Role.SEND));
    private static final User ADA = new User(
            "ada", new Secret("$2y$04$abcdefghijklmnopqrstuuhiTVLHQPvYzPykOsCOnc5I00eOfh33K"), EnumSet.of(Role.VIEW));

    private static TestDatabase database;

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private Pool pool;
    private Sessions sessions;
    private SessionWatch watch;
    private TestHttp http;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @BeforeEach
    void serve() {
        database.execute("TRUNCATE session");
        pool = database.pool(vertx);
        sessions = new Sessions(pool, new SecureRandom());
        watch = new SessionWatch(sessions, () -> served, session -> {
            served.remove(session);
            ends.add(session);
            return Future.succeededFuture();
        });
        http = TestHttp.serving(vertx, router -> routes(router, List.of(ADA)));
    }

    @AfterEach
    void stop() {
        http.close();
        vertx.close().await();
    }

    private void routes(Router router, List<User> users) {
        WhoAmI whoAmI = new WhoAmI(true);
        Authentication authentication =
                new Authentication(new Clients(List.of(SHOP), CLOCK), new People(users, true), sessions);
        AuthenticationHandler required = AuthenticationHandler.requiring(authentication);

        router.route().failureHandler(new ProblemHandler(AccessRefusedException::problemOf));
        ReceiveBodyHandler receive = new ReceiveBodyHandler(10_000, CLOCK);
        router.get("/").handler(new SandboxVisitHandler(sessions)).handler(ctx -> ctx.end("a page"));
        router.get("/api/session")
                .handler(AuthenticationHandler.recognising(authentication))
                .handler(new WhoAmIHandler(whoAmI));
        router.post("/api/session")
                .handler(receive)
                .handler(new SignInHandler(new Passwords(vertx, users), sessions, whoAmI, CLOCK));
        router.delete("/api/session").handler(receive).handler(required).handler(new SignOutHandler(sessions, watch));
        router.route("/api/view").handler(receive).handler(required).handler(RoleHandler.require(Role.VIEW));
        router.route("/api/send").handler(receive).handler(required).handler(RoleHandler.require(Role.SEND));
        router.route("/api/:what").handler(ctx -> ctx.end("let in"));
        router.get("/socket")
                .handler(AuthenticationHandler.recognising(authentication))
                .handler(AccessIT::upgrade);
        router.get("/feed").handler(required).handler(ctx -> {
            String session =
                    Objects.requireNonNull(AuthenticationHandler.principal(ctx).session());
            served.add(session);
            ctx.end(session);
        });
    }

    private static void upgrade(RoutingContext ctx) {
        String who = AuthenticationHandler.recognised(ctx).map(Principal::id).orElse("a stranger");
        ctx.request()
                .toWebSocket()
                .compose(socket -> socket.writeTextMessage(who))
                .onFailure(ctx::fail);
    }

    @Test
    void aPersonSignsInLooksAroundAndSignsOut() {
        HttpResponse<Buffer> signedIn = signIn("ada", "lovelace");
        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(signedIn.bodyAsJsonObject())
                .isEqualTo(new JsonObject()
                        .put("mode", "sandbox")
                        .put("signed_in", true)
                        .put("kind", "person")
                        .put("name", "ada")
                        .put("roles", new JsonArray().add("view")));

        String cookie = cookie(signedIn);
        assertThat(get("/api/session", cookie).bodyAsJsonObject()).isEqualTo(signedIn.bodyAsJsonObject());
        assertThat(get("/api/view", cookie).statusCode()).isEqualTo(200);

        HttpResponse<Buffer> signedOut = change(HttpMethod.DELETE, "/api/session", cookie);
        assertThat(signedOut.statusCode()).isEqualTo(204);
        assertThat(signedOut.cookies().get(0)).contains("Max-Age=0");
        assertThat(get("/api/view", cookie).statusCode()).isEqualTo(401);
        assertThat(get("/api/session", cookie).bodyAsJsonObject().getBoolean("signed_in"))
                .isFalse();
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        assertThat(signIn("ada", "lovelace").cookies().get(0))
                .containsIgnoringCase("; HttpOnly")
                .contains("; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure", "Max-Age");
        assertThat(signIn("ada", "lovelace", "X-Forwarded-Proto", "https")
                        .cookies()
                        .get(0))
                .contains("Secure");
    }

    @Test
    void theTokenIsNotInTheDatabase() {
        String token = cookie(signIn("ada", "lovelace")).replaceFirst("^[^=]*=", "");

        assertThat(count("SELECT count(*) FROM session WHERE token_hash = '" + token + "'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM session WHERE expires_at > now() + interval '11 hours 59 minutes'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\":\"ada\",\"password\":\"wrong\"}',         401",
        "'{\"name\":\"nobody\",\"password\":\"lovelace\"}',   401",
        "'{\"name\":\"ada\"}',                                400",
        "'{\"name\":\"ada\",\"password\":7}',                 400",
        "'{\"name\":\"ada\",\"password\":\"x\",\"admin\":1}', 400",
        "'ada:lovelace',                                      400"
    })
    void aBadSignInIsRefusedWithoutACookie(String body, int status) {
        HttpResponse<Buffer> answer = http.post("/api/session", body, "Origin", "http://" + http.authority());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.cookies()).isEmpty();
    }

    @Test
    void anotherSiteCannotSignItsVisitorsIn() {
        String body = "{\"name\":\"ada\",\"password\":\"lovelace\"}";

        assertThat(http.post("/api/session", body, "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(http.post("/api/session", body, "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
    }

    @Test
    void whoGuessesPasswordsHasToWait() {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("ada", "guess").statusCode()).isEqualTo(401);
        }
        HttpResponse<Buffer> braked = signIn("ada", "lovelace");

        assertThat(braked.statusCode()).isEqualTo(429);
        assertThat(braked.getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void aCookieCountsOnlyForThePageItself() {
        String cookie = cookie(signIn("ada", "lovelace"));
        String own = "http://" + http.authority();

        assertThat(send(HttpMethod.GET, cookie, "Origin", "http://evil.example"))
                .isEqualTo(401);
        assertThat(send(HttpMethod.GET, cookie, "Origin", own)).isEqualTo(200);
        assertThat(send(HttpMethod.POST, cookie, "Origin", own, "Content-Type", "application/json"))
                .isEqualTo(200);
        assertThat(send(HttpMethod.POST, cookie, "Origin", own, "Content-Type", "text/plain"))
                .isEqualTo(401);
        assertThat(send(HttpMethod.POST, cookie, "Content-Type", "application/json"))
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsWhenItIsNotUsedAndGoesOnWhenItIs() {
        String cookie = cookie(signIn("ada", "lovelace"));

        database.execute("UPDATE session SET expires_at = now() + interval '1 minute'");
        assertThat(get("/api/view", cookie).statusCode()).isEqualTo(200);
        assertThat(count("SELECT count(*) FROM session WHERE expires_at > now() + interval '11 hours 59 minutes'"))
                .isEqualTo(1);

        database.execute("UPDATE session SET expires_at = now()");
        assertThat(get("/api/view", cookie).statusCode()).isEqualTo(401);
        signIn("ada", "lovelace");
        assertThat(count("SELECT count(*) FROM session"))
                .as("what is over is swept")
                .isEqualTo(1);
    }

    @Test
    void aSessionIsWorthNoMoreThanTheConfigurationGives() {
        String cookie = cookie(signIn("ada", "lovelace"));

        assertThat(afterARestartWith(List.of(with(ADA.passwordHash(), Role.VIEW)), cookie))
                .isEqualTo(200);
        assertThat(afterARestartWith(List.of(with(ADA.passwordHash(), Role.SEND)), cookie))
                .isEqualTo(403);
    }

    @Test
    void aSessionEndsWithItsPasswordAndWithItsPerson() {
        String cookie = cookie(signIn("ada", "lovelace"));
        Secret other = new Secret(ADA.passwordHash().value().replace('K', 'L'));

        assertThat(afterARestartWith(List.of(with(other, Role.VIEW)), cookie)).isEqualTo(401);
        assertThat(afterARestartWith(List.of(), cookie)).isEqualTo(401);
    }

    private static User with(Secret passwordHash, Role role) {
        return new User(ADA.name(), passwordHash, EnumSet.of(role));
    }

    private int afterARestartWith(List<User> users, String cookie) {
        TestHttp restarted = TestHttp.serving(vertx, router -> routes(router, users));
        try {
            return restarted.get("/api/view", "Cookie", cookie).statusCode();
        } finally {
            restarted.close();
        }
    }

    @Test
    void signingOutEndsWhatIsServed() {
        String cookie = cookie(signIn("ada", "lovelace"));
        String session = get("/feed", cookie).bodyAsString();
        look();
        assertThat(ends).isEmpty();

        change(HttpMethod.DELETE, "/api/session", cookie);
        assertThat(ends).containsExactly(session);
    }

    @Test
    void andOfItsEndOnAnotherNodeWhenThisOneLooks() {
        String session = get("/feed", cookie(signIn("ada", "lovelace"))).bodyAsString();
        String other = get("/feed", cookie(signIn("ada", "lovelace"))).bodyAsString();
        database.execute("DELETE FROM session WHERE token_hash = '" + session + "'");

        look();

        assertThat(ends).containsExactly(session);
        assertThat(served).containsExactly(other);
    }

    @Test
    void beingWatchedIsAUse() {
        get("/feed", cookie(signIn("ada", "lovelace")));
        database.execute("UPDATE session SET expires_at = now() + interval '1 minute'");

        look();

        assertThat(count("SELECT count(*) FROM session WHERE expires_at > now() + interval '11 hours 59 minutes'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true, true, ada", "true, false, a stranger", "false, true, a stranger"})
    void aSocketKnowsWhoOpensIt(boolean withCookie, boolean fromThisSite, String who) throws InterruptedException {
        String origin = "http://" + (fromThisSite ? http.authority() : "evil.example");
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setPort(http.port())
                .setHost("127.0.0.1")
                .setURI("/socket")
                .putHeader("Origin", origin)
                .putHeader("Cookie", withCookie ? cookie(signIn("ada", "lovelace")) : "other=1");
        WebSocketClient client = vertx.createWebSocketClient();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        ClientWebSocket socket = client.webSocket();
        socket.textMessageHandler(heard::add);
        socket.connect(options).await();

        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(who);
        client.close().await();
    }

    @Test
    void aProgramHasItsRolesAndNoMore() {
        String[] bearer = {"Authorization", "Bearer shop:a-key-of-the-shop"};

        assertThat(http.get("/api/send", bearer).statusCode()).isEqualTo(200);
        HttpResponse<Buffer> lacking = http.get("/api/view", bearer);
        assertThat(lacking.statusCode()).isEqualTo(403);
        assertThat(lacking.bodyAsJsonObject().getString("detail")).contains("role view");
        assertThat(http.get("/api/session", bearer).bodyAsJsonObject().getString("kind"))
                .isEqualTo("client");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "Authorization, Bearer shop:wrong", "Authorization, nonsense", "Cookie, omnirelay_session=x"})
    void strangersAreToldHowToIntroduceThemselves(String header, String value) {
        HttpResponse<Buffer> answer = header.isEmpty() ? http.get("/api/view") : http.get("/api/view", header, value);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"omnirelay\"");
        assertThat(answer.bodyAsJsonObject().getInteger("status")).isEqualTo(401);
    }

    @Test
    void anAuthorizationHeaderCountsBeforeACookie() {
        String cookie = cookie(signIn("ada", "lovelace"));

        assertThat(http.get("/api/view", "Cookie", cookie, "Authorization", "Bearer shop:wrong")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whoOpensASandboxOnThisMachineIsSignedIn() {
        HttpResponse<Buffer> page = http.get("/");
        String cookie = cookie(page);

        assertThat(get("/api/session", cookie).bodyAsJsonObject().getJsonArray("roles"))
                .containsExactly("send", "view", "view_numbers", "admin");
        assertThat(get("/", cookie).cookies()).as("who is signed in stays it").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Host, relay.example",
        "Host, 127.0.0.1.evil.example",
        "Host, localhost.evil.example:8080",
        "X-Forwarded-For, 192.0.2.1",
        "Forwarded, for=192.0.2.1"
    })
    void whoMayComeFromElsewhereIsNot(String header, String value) {
        HttpResponse<Buffer> page = http.get("/", header, value);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.cookies()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"localhost:8080", "localhost", "127.0.0.1", "'[::1]:8080'"})
    void everyNameOfThisMachineWillDo(String host) {
        assertThat(http.get("/", "Host", host).cookies()).hasSize(1);
    }

    private HttpResponse<Buffer> signIn(String name, String password, String... headers) {
        String body =
                new JsonObject().put("name", name).put("password", password).encode();
        return http.post("/api/session", body, headers);
    }

    private HttpResponse<Buffer> get(String uri, String cookie) {
        return http.get(uri, "Cookie", cookie);
    }

    private HttpResponse<Buffer> change(HttpMethod method, String uri, String cookie) {
        return http.send(
                method,
                uri,
                Buffer.buffer(),
                "Cookie",
                cookie,
                "Origin",
                "http://" + http.authority(),
                "Content-Type",
                "application/json");
    }

    private int send(HttpMethod method, String cookie, String... headers) {
        return http.send(
                        method,
                        "/api/view",
                        Buffer.buffer(),
                        TestHttp.headers(headers).set("Cookie", cookie))
                .statusCode();
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().iterator().next().getLong(0);
    }

    private static String cookie(HttpResponse<Buffer> answer) {
        return answer.cookies().get(0).replaceFirst(";.*", "");
    }

    private void look() {
        watch.look().await();
    }
}
