package omnirelay.through;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.telesign.RequestSigner;

/**
 * Receives the whole body before anything else happens, where its bytes are signed: by the caller, or for TeleSign. Any
 * other is left to stream.
 */
public final class SignedBodyHandler implements Handler<RoutingContext> {
    /** Of these TeleSign's digest signs the body, of no others. */
    private static final Set<HttpMethod> SIGNED = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final RequestSigner signer;
    private final ReceiveBodyHandler receiving;

    public SignedBodyHandler(RequestSigner signer, ReceiveBodyHandler receiving) {
        this.signer = signer;
        this.receiving = receiving;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (SIGNED.contains(request.method()) && (signer.coversBodies() || isDigest(request))) {
            receiving.handle(ctx);
        } else {
            ctx.next();
        }
    }

    private static boolean isDigest(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null
                && authorization.stripLeading().toLowerCase(Locale.ROOT).startsWith("tsa ");
    }
}
