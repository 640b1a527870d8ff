package omnirelay.sandbox;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import omnirelay.telesign.Authenticity;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestAuthenticator;
import omnirelay.telesign.TelesignError;
import org.jspecify.annotations.Nullable;

/** Who may ask: the one account, with each nonce only once, and only so often. */
final class Admission {
    private static final int NOT_AUTHORIZED = 3400;
    private static final int RATE_LIMIT_EXCEEDED = 3204;

    /** More than come within the time for which a signature's date holds, at any speed worth a sandbox. */
    private static final int MOST_NONCES = 100_000;

    private final RequestAuthenticator authenticator;
    private final RateLimit rate;
    private final CodeCatalogue codes;
    private final Set<String> nonces = new LinkedHashSet<>();

    Admission(RequestAuthenticator authenticator, RateLimit rate, CodeCatalogue codes) {
        this.authenticator = authenticator;
        this.rate = rate;
        this.codes = codes;
    }

    /** Why a request is turned away; empty where it is not. */
    Optional<TelesignError> objection(RawRequest request) {
        Authenticity authenticity = authenticator.check(request);
        if (authenticity instanceof Unproven unproven) {
            return Optional.of(codes.error(unproven.cause().code()));
        }
        boolean known = authenticity instanceof Proven proven && isUsed(proven.nonce());
        if (known) {
            return Optional.of(codes.error(NOT_AUTHORIZED));
        }
        return rate.exceeded(System.nanoTime()) ? Optional.of(codes.error(RATE_LIMIT_EXCEEDED)) : Optional.empty();
    }

    private boolean isUsed(@Nullable String nonce) {
        if (nonce == null) {
            return false;
        }
        if (nonces.size() == MOST_NONCES) {
            nonces.remove(nonces.iterator().next());
        }
        return !nonces.add(nonce);
    }
}
