package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Puts on every answer what browsers need to know; nothing is cached unless its handler says otherwise. */
public final class SecurityHeadersHandler implements Handler<RoutingContext> {
    private final ContentSecurityPolicy policy;

    public SecurityHeadersHandler(ContentSecurityPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", policy.header())
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ctx.next();
    }
}
