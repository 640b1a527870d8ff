package omnirelay.access;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import omnirelay.access.Sessions.Session;
import omnirelay.http.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Signs in who opens a sandbox's page on the same machine, with all roles, so that there is nothing to set up. For
 * sandbox mode only.
 *
 * <p>The name in {@code Host} counts too: a page from elsewhere can make its own name point to this machine, but not
 * change the name that the browser then sends.
 */
public final class SandboxVisitHandler implements Handler<RoutingContext> {
    private final Sessions sessions;

    public SandboxVisitHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!isFromHere(ctx.request())) {
            ctx.next();
            return;
        }
        known(ctx.request().getCookie(SessionCookie.NAME))
                .compose(session -> session.isPresent() ? Future.succeededFuture() : begin(ctx))
                .onSuccess(signedIn -> ctx.next())
                .onFailure(ctx::fail);
    }

    private static boolean isFromHere(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return false;
        }
        String host = authority.host().replaceAll("[\\[\\]]", "");
        return Peer.of(request).local() && (host.equals("localhost") || Peer.isLoopback(host));
    }

    private Future<Optional<Session>> known(@Nullable Cookie cookie) {
        return cookie == null ? Future.succeededFuture(Optional.empty()) : sessions.find(cookie.getValue());
    }

    private Future<Void> begin(RoutingContext ctx) {
        return sessions.begin(People.SANDBOX_VISITOR).map(session -> {
            ctx.response().addCookie(SessionCookie.carrying(session.token(), false));
            return null;
        });
    }
}
