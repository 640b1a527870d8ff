package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import omnirelay.config.RelayConfig;
import omnirelay.config.Secret;

/**
 * A key as TeleSign hands them out. The relay's own clients have keys of the same kind.
 *
 * @param id names the key, so that one of several can be told from the others
 * @param customerId whose key it is
 */
public record ApiKey(String id, String customerId, Secret key) {

    /** Thrown for a key that nothing can be signed with. */
    public ApiKey {
        if (decoded(key).length == 0) {
            throw new IllegalArgumentException("key " + id + " holds fewer than two letters or digits");
        }
    }

    /** The account's own: what the relay sends is signed with it, and TeleSign's callbacks are. */
    public static ApiKey of(RelayConfig.Telesign account) {
        return new ApiKey("telesign", account.customerId(), account.apiKey());
    }

    /** How a message authentication code is made. */
    enum Algorithm {
        /** What every SDK uses today. */
        HMAC_SHA256("HMAC-SHA256", "HmacSHA256"),
        /** What old SDKs used; TeleSign still takes it. */
        HMAC_SHA1("HMAC-SHA1", "HmacSHA1");

        final String wire;
        private final String jca;

        Algorithm(String wire, String jca) {
            this.wire = wire;
            this.jca = jca;
        }
    }

    /** The value of an {@code Authorization} header by the Basic scheme: the key's text, not decoded. */
    public String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((customerId + ":" + key.value()).getBytes(UTF_8));
    }

    /** Base64 of the HMAC over {@code bytes}. */
    String signature(Algorithm algorithm, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm.jca);
            mac.init(new SecretKeySpec(decoded(key), algorithm.jca));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + algorithm.jca, e);
        }
    }

    /** The key's bytes. As in TeleSign's Java SDK, whatever is no base64 character does not count. */
    private static byte[] decoded(Secret key) {
        String text = key.value().replaceAll("[^A-Za-z0-9+/]", "");
        boolean danglingCharacter = text.length() % 4 == 1;
        return Base64.getDecoder().decode(danglingCharacter ? text.substring(0, text.length() - 1) : text);
    }
}
