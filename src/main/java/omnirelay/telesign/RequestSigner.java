package omnirelay.telesign;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.UUID;
import omnirelay.config.RelayConfig.Telesign.Authentication;

/** Makes requests the relay's own, by the scheme that is configured. */
public final class RequestSigner {
    private final Authentication scheme;
    private final ApiKey key;
    private final InstantSource clock;

    public RequestSigner(Authentication scheme, ApiKey key, InstantSource clock) {
        this.scheme = scheme;
        this.key = key;
        this.clock = clock;
    }

    /** Whether what {@link #sign} makes holds for the body too, so that the whole of it must be known. */
    public boolean coversBodies() {
        return scheme == Authentication.DIGEST;
    }

    /** The request's headers together with those that authenticate it. */
    public MultiMap sign(RawRequest request) {
        if (scheme == Authentication.BASIC) {
            return HttpHeaders.headers().addAll(request.headers()).set(HttpHeaders.AUTHORIZATION, key.basic());
        }
        return RequestSignature.sign(
                request, key, clock.instant(), UUID.randomUUID().toString());
    }
}
