package omnirelay.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/** The cookie that carries a session's token; it ends with the browser, the session itself when it is not used. */
final class SessionCookie {
    static final String NAME = "omnirelay_session";

    private SessionCookie() {}

    /** @param https whether the browser came by it, and so may insist on it */
    static Cookie carrying(String token, boolean https) {
        return Cookie.cookie(NAME, token)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(https);
    }

    /** Replaces the cookie by one that is over. */
    static Cookie removed(boolean https) {
        return carrying("", https).setMaxAge(0);
    }
}
