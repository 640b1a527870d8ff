package omnirelay.telesign;

import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.Locale;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Unproven;

/** Tells who sent a request, by either scheme that TeleSign's SDKs use: its own digest, or Basic. */
public final class RequestAuthenticator {
    private static final String BASIC = "basic ";

    private final KeyRing keys;
    private final InstantSource clock;

    public RequestAuthenticator(KeyRing keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public Authenticity check(RawRequest request) {
        String authorization = request.headers().get(HttpHeaders.AUTHORIZATION);
        if (authorization == null || authorization.isBlank()) {
            return new Unproven(Cause.MISSING);
        }
        if (authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return BasicCredentials.verify(authorization.substring(BASIC.length()), keys);
        }
        return RequestSignature.verify(request, authorization, keys, clock.instant());
    }
}
