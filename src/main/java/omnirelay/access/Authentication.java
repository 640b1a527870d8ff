package omnirelay.access;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import omnirelay.access.Identity.Known;
import omnirelay.access.Identity.Unknown;
import omnirelay.access.Sessions.Session;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.RawRequest;
import org.jspecify.annotations.Nullable;

/** Tells who stands behind a request: a program by its {@code Authorization} header, else a person by the cookie. */
public final class Authentication {
    private final Clients clients;
    private final People people;
    private final Sessions sessions;

    public Authentication(Clients clients, People people, Sessions sessions) {
        this.clients = clients;
        this.people = people;
        this.sessions = sessions;
    }

    /**
     * @param authority host and port as the caller named them
     * @param token of the session cookie
     */
    Future<Identity> identify(RawRequest request, @Nullable String authority, @Nullable String token) {
        if (token == null || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Future.succeededFuture(clients.identify(request));
        }
        Optional<String> objection = CookieRules.objection(request.method(), request.headers(), authority);
        if (objection.isPresent()) {
            return Future.succeededFuture(new Unknown(AccessRefusedException.cookieDoesNotCount(objection.get())));
        }
        return sessions.find(token).map(this::person);
    }

    private Identity person(Optional<Session> found) {
        return found.flatMap(people::principal)
                .<Identity>map(Known::new)
                .orElseGet(() -> new Unknown(AccessRefusedException.because(Cause.MISSING)));
    }
}
