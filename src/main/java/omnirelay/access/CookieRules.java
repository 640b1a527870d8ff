package omnirelay.access;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a request may be taken for what the person meant, and not for what another site made the browser send: browsers
 * name the site in {@code Origin}, and send JSON to another one only after asking it.
 */
final class CookieRules {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private CookieRules() {}

    /**
     * Why a session cookie does not count on this request; empty where it does.
     *
     * @param authority host and port as the browser named them; null where it named none
     */
    static Optional<String> objection(String method, MultiMap headers, @Nullable String authority) {
        boolean read = READS.contains(method);
        String origin = headers.get(HttpHeaders.ORIGIN);
        if (origin == null ? !read : isForeign(origin, authority)) {
            return Optional.of("the request comes from another site (Origin is "
                    + (origin == null ? "missing" : "not " + authority) + ").");
        }
        if (!read && !isJson(headers)) {
            return Optional.of("a change must be sent as Content-Type: application/json.");
        }
        return Optional.empty();
    }

    static boolean isForeign(String origin, @Nullable String authority) {
        try {
            String site = URI.create(origin).getRawAuthority();
            return site == null || !site.equalsIgnoreCase(authority);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    static boolean isJson(MultiMap headers) {
        String contentType = headers.get(HttpHeaders.CONTENT_TYPE);
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }
}
