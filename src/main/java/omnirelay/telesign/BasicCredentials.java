package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import omnirelay.telesign.Authenticity.Cause;
import omnirelay.telesign.Authenticity.Proven;
import omnirelay.telesign.Authenticity.Unproven;

/**
 * Basic authentication, with the customer id as user and the key's text as password. The unencoded form that TeleSign's
 * examples print is not taken: no SDK sends it.
 */
final class BasicCredentials {
    private BasicCredentials() {}

    static Authenticity verify(String encoded, KeyRing ring) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(encoded.strip());
        } catch (IllegalArgumentException e) {
            return new Unproven(Cause.MALFORMED);
        }
        String text = new String(decoded, UTF_8);
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Unproven(Cause.MALFORMED);
        }
        List<ApiKey> keys = ring.of(text.substring(0, colon));
        if (keys.isEmpty()) {
            return new Unproven(Cause.UNKNOWN_CUSTOMER);
        }
        byte[] given = text.substring(colon + 1).getBytes(UTF_8);
        return keys.stream()
                .filter(key -> MessageDigest.isEqual(key.key().value().getBytes(UTF_8), given))
                .findFirst()
                .<Authenticity>map(key -> new Proven(key, null))
                .orElse(new Unproven(Cause.WRONG_SIGNATURE));
    }
}
