package omnirelay.feed;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Principal;
import omnirelay.access.SessionWatch;
import omnirelay.config.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether who asks may watch the feed, and has their connections closed when their session ends. */
public final class AdmissionHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(AdmissionHandler.class);
    private static final String KEY = Admission.class.getName();

    private final Feed feed;
    private final SessionWatch sessions;
    private final Set<String> watched = new HashSet<>();

    public AdmissionHandler(Feed feed, SessionWatch sessions) {
        this.feed = feed;
        this.sessions = sessions;
    }

    public static Admission admission(RoutingContext ctx) {
        return Objects.requireNonNull(ctx.get(KEY), "no admission was decided on this route");
    }

    @Override
    public void handle(RoutingContext ctx) {
        Optional<Principal> principal = AuthenticationHandler.recognised(ctx);
        ctx.put(KEY, principal.map(this::admit).orElse(Admission.Refused.NOT_AUTHENTICATED));
        ctx.next();
    }

    private Admission admit(Principal principal) {
        if (!principal.has(Role.VIEW)) {
            return Admission.Refused.NOT_ALLOWED;
        }
        String session = principal.session();
        if (session != null && watched.add(session)) {
            sessions.watch(principal, () -> signedOut(session));
        }
        return new Admission.Viewer(session == null ? "" : session, Instant.MAX);
    }

    private void signedOut(String session) {
        watched.remove(session);
        feed.signedOut(session).onFailure(cause -> LOG.debug("a connection ended badly: {}", cause.getMessage()));
    }
}
