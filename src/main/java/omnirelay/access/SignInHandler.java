package omnirelay.access;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import omnirelay.config.RelayConfig.User;
import omnirelay.http.JsonFields;
import omnirelay.http.Peer;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/session} with {@code {"name","password"}}: begins a session and sets its cookie. */
public final class SignInHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SignInHandler.class);
    private static final int LONGEST = 200;

    private final Passwords passwords;
    private final Sessions sessions;
    private final WhoAmI whoAmI;
    private final SignInBrake brake;

    public SignInHandler(Passwords passwords, Sessions sessions, WhoAmI whoAmI, InstantSource clock) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.whoAmI = whoAmI;
        this.brake = new SignInBrake(clock);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        refuseForeign(request);
        JsonFields given =
                JsonFields.of(StrictJson.object(ReceiveBodyHandler.received(ctx).bytes()), Set.of("name", "password"));
        Attempt attempt = new Attempt(text(given, "name"), text(given, "password"), Peer.of(request));
        refuseHasty(attempt);
        passwords
                .check(attempt.name(), attempt.password())
                .map(user -> settled(attempt, user))
                .compose(user -> begin(ctx, user, attempt.peer()))
                .onFailure(ctx::fail);
    }

    private record Attempt(String name, String password, Peer peer) {}

    /** Another site must not sign its visitors in, neither by script nor by form. */
    private static void refuseForeign(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && CookieRules.isForeign(origin, String.valueOf(request.authority()))) {
            throw Problem.forbidden("This request comes from another site.");
        }
        if (!CookieRules.isJson(request.headers())) {
            throw Problem.of(415, "Name and password must come as Content-Type: application/json.");
        }
    }

    private static String text(JsonFields given, String name) {
        String text = given.requiredText(name);
        if (text.length() > LONGEST) {
            throw Problem.inField(name, "Must have no more than " + LONGEST + " characters.");
        }
        return text;
    }

    private void refuseHasty(Attempt attempt) {
        Duration wait = brake.wait(attempt.name(), attempt.peer().address());
        if (!wait.isZero()) {
            throw Problem.later(429, wait, "Signing in failed too often; wait before the next try.");
        }
    }

    private User settled(Attempt attempt, Optional<User> user) {
        String address = attempt.peer().address();
        if (user.isEmpty()) {
            brake.failed(attempt.name(), address);
            // Not the name: it may be a password typed into the wrong field.
            LOG.warn("refused a sign-in from {}: wrong name or password", address);
            throw Problem.unauthenticated("The name or the password is wrong.");
        }
        brake.succeeded(attempt.name(), address);
        return user.get();
    }

    private Future<Void> begin(RoutingContext ctx, User user, Peer peer) {
        return sessions.begin(user).compose(session -> {
            ctx.response().addCookie(SessionCookie.carrying(session.token(), peer.https()));
            LOG.info("{} signed in from {}", user.name(), peer.address());
            return ctx.json(whoAmI.toJson(Optional.of(Principal.person(user.name(), user.roles(), session.id()))));
        });
    }
}
