package omnirelay.access;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import omnirelay.access.Identity.Known;
import omnirelay.access.Identity.Unknown;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.ReceivedBody;
import omnirelay.telesign.RawRequest;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, for the handlers after it. Where a body can come, it must have been received before. */
public final class AuthenticationHandler implements Handler<RoutingContext> {
    private static final String KEY = Principal.class.getName();

    private final Authentication authentication;
    private final boolean required;
    private final boolean holding;

    private AuthenticationHandler(Authentication authentication, boolean required, boolean holding) {
        this.authentication = authentication;
        this.required = required;
        this.holding = holding;
    }

    /** Fails with an {@link AccessRefusedException} where nobody is known. */
    public static AuthenticationHandler requiring(Authentication authentication) {
        return new AuthenticationHandler(authentication, true, false);
    }

    /** Requires somebody too, and leaves a body that has not been received paused, for a handler that streams it. */
    public static AuthenticationHandler holding(Authentication authentication) {
        return new AuthenticationHandler(authentication, true, true);
    }

    /** Lets strangers through too, for handlers that tell them so in their own way. */
    public static AuthenticationHandler recognising(Authentication authentication) {
        return new AuthenticationHandler(authentication, false, false);
    }

    /** Who asks, on a route that requires it. */
    public static Principal principal(RoutingContext ctx) {
        return recognised(ctx).orElseThrow(() -> new IllegalStateException("no principal is required on this route"));
    }

    /** Who asks, if anybody known. */
    public static Optional<Principal> recognised(RoutingContext ctx) {
        return Optional.ofNullable(ctx.get(KEY));
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Buffer body =
                ReceiveBodyHandler.receivedIfAny(ctx).map(ReceivedBody::bytes).orElseGet(Buffer::buffer);
        // A request that is to become a WebSocket must not go on before it has.
        boolean waiting = !request.isEnded();
        if (waiting) {
            request.pause();
        }
        if (waiting && holding) {
            // What nobody has taken by then is read and thrown away, so that the caller gets to read the answer.
            ctx.addEndHandler(answered -> request.resume());
        }
        authentication
                .identify(RawRequest.of(request, body), authority(request), token(request))
                .andThen(done -> {
                    if (waiting && !holding) {
                        request.resume();
                    }
                })
                .onSuccess(identity -> goOn(ctx, identity))
                .onFailure(ctx::fail);
    }

    private void goOn(RoutingContext ctx, Identity identity) {
        if (identity instanceof Known known) {
            ctx.put(KEY, known.principal());
        } else if (required) {
            ctx.fail(((Unknown) identity).refusal());
            return;
        }
        ctx.next();
    }

    private static @Nullable String authority(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.toString();
    }

    private static @Nullable String token(HttpServerRequest request) {
        Cookie cookie = request.getCookie(SessionCookie.NAME);
        return cookie == null ? null : cookie.getValue();
    }
}
