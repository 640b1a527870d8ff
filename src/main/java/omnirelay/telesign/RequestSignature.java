package omnirelay.telesign;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import omnirelay.telesign.ApiKey.Algorithm;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;

/** TeleSign's digest authentication of requests: HMAC over method, headers, raw body and path. */
public final class RequestSignature {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** TeleSign speaks of a tolerable range but not of its width. */
    private static final Duration TOLERATED = Duration.ofMinutes(15);

    private RequestSignature() {}

    /** The request's headers together with those that sign it. */
    public static MultiMap sign(RawRequest request, ApiKey key, Instant at, String nonce) {
        MultiMap headers = HttpHeaders.headers().addAll(request.headers());
        headers.set(HttpHeaders.DATE, DATE.format(at));
        headers.set("x-ts-auth-method", Algorithm.HMAC_SHA256.wire);
        headers.set("x-ts-nonce", nonce);
        byte[] text = StringToSign.of(new RawRequest(request.method(), request.path(), headers, request.body()));
        String signature = key.signature(Algorithm.HMAC_SHA256, text);
        return headers.set(HttpHeaders.AUTHORIZATION, new TsaCredentials(key.customerId(), signature).header());
    }

    static Authenticity verify(RawRequest request, String authorization, KeyRing ring, Instant now) {
        Optional<TsaCredentials> credentials = TsaCredentials.parse(authorization);
        Optional<Algorithm> algorithm = algorithm(request.headers());
        if (credentials.isEmpty() || algorithm.isEmpty()) {
            return new Unproven(Cause.MALFORMED);
        }
        List<ApiKey> keys = ring.of(credentials.get().customerId());
        if (keys.isEmpty()) {
            return new Unproven(Cause.UNKNOWN_CUSTOMER);
        }
        byte[] text = StringToSign.of(request);
        for (ApiKey key : keys) {
            if (credentials.get().hasSignature(key.signature(algorithm.get(), text))) {
                return isCurrent(request.headers(), now)
                        ? new Proven(key, request.headers().get("x-ts-nonce"))
                        : new Unproven(Cause.UNACCEPTABLE_DATE);
            }
        }
        return new Unproven(Cause.WRONG_SIGNATURE);
    }

    private static Optional<Algorithm> algorithm(MultiMap headers) {
        String method = headers.get("x-ts-auth-method");
        if (method == null) {
            return Optional.of(Algorithm.HMAC_SHA256);
        }
        return List.of(Algorithm.values()).stream()
                .filter(algorithm -> algorithm.wire.equalsIgnoreCase(method.strip()))
                .findFirst();
    }

    private static boolean isCurrent(MultiMap headers, Instant now) {
        String own = headers.get("x-ts-date");
        String date = own != null ? own : headers.get(HttpHeaders.DATE);
        if (date == null) {
            return false;
        }
        try {
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip()));
            return Duration.between(at, now).abs().compareTo(TOLERATED) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
