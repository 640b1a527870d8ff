package omnirelay.access;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import omnirelay.http.Peer;
import omnirelay.http.Problem;

/** {@code DELETE /api/session}: ends the session for all who hold it, and whatever is served by it. */
public final class SignOutHandler implements Handler<RoutingContext> {
    private final Sessions sessions;
    private final SessionWatch watch;

    public SignOutHandler(Sessions sessions, SessionWatch watch) {
        this.sessions = sessions;
        this.watch = watch;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String session = AuthenticationHandler.principal(ctx).session();
        if (session == null) {
            throw Problem.of(409, "A program has no session to end.");
        }
        boolean https = Peer.of(ctx.request()).https();
        sessions.end(session)
                .compose(over -> {
                    watch.ended(session);
                    return ctx.response()
                            .addCookie(SessionCookie.removed(https))
                            .setStatusCode(204)
                            .end();
                })
                .onFailure(ctx::fail);
    }
}
