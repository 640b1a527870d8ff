package omnirelay.telesign;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import omnirelay.telesign.ApiKey.Algorithm;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;
import org.jspecify.annotations.Nullable;

/**
 * TeleSign's signature of callbacks: an HMAC over the raw body and nothing else, so a callback may be replayed. It
 * stands in {@code Authorization} and again in {@code X-TS-Authorization}, there in the same form or bare; sources
 * differ, and a proxy may have taken the first for itself, so either one will do.
 */
public final class CallbackSignature {
    /** The header that holds the bare signature. */
    public static final String X_TS_AUTHORIZATION = "X-TS-Authorization";

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private final KeyRing keys;

    public CallbackSignature(KeyRing keys) {
        this.keys = keys;
    }

    /** Both headers that sign a callback with this body. */
    public static MultiMap headers(ApiKey key, byte[] body) {
        return HttpHeaders.headers()
                .set(HttpHeaders.AUTHORIZATION, authorization(key, body))
                .set(X_TS_AUTHORIZATION, bare(key, body));
    }

    /** The value of {@code Authorization} for a callback with this body. */
    public static String authorization(ApiKey key, byte[] body) {
        return new TsaCredentials(key.customerId(), bare(key, body)).header();
    }

    /** The bare signature, as in {@code X-TS-Authorization}. */
    static String bare(ApiKey key, byte[] body) {
        return key.signature(Algorithm.HMAC_SHA256, body);
    }

    /**
     * Whether one of the keys signed the body. Where neither header proves it, the cause is the one of
     * {@code authorization} if that is there.
     */
    public Authenticity verify(@Nullable String authorization, @Nullable String xTsAuthorization, byte[] body) {
        Authenticity first = verify(authorization, body, false);
        if (first instanceof Proven) {
            return first;
        }
        Authenticity second = verify(xTsAuthorization, body, true);
        return second instanceof Proven || authorization == null ? second : first;
    }

    private Authenticity verify(@Nullable String header, byte[] body, boolean mayBeBare) {
        if (header == null || header.isBlank()) {
            return new Unproven(Cause.MISSING);
        }
        String value = header.strip();
        if (mayBeBare && BARE.matcher(value).matches()) {
            return signedByOne(keys.keys(), new TsaCredentials("", value), body);
        }
        Optional<TsaCredentials> credentials = TsaCredentials.parse(value);
        if (credentials.isEmpty()) {
            return new Unproven(Cause.MALFORMED);
        }
        List<ApiKey> customersKeys = keys.of(credentials.get().customerId());
        return customersKeys.isEmpty()
                ? new Unproven(Cause.UNKNOWN_CUSTOMER)
                : signedByOne(customersKeys, credentials.get(), body);
    }

    private static Authenticity signedByOne(List<ApiKey> candidates, TsaCredentials credentials, byte[] body) {
        return candidates.stream()
                .filter(key -> credentials.hasSignature(bare(key, body)))
                .findFirst()
                .<Authenticity>map(key -> new Proven(key, null))
                .orElse(new Unproven(Cause.WRONG_SIGNATURE));
    }
}
