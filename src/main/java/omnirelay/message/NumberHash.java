package omnirelay.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash by which a phone number is found without standing beside its messages. A plain hash would not hide
 * it: there are few enough numbers to try them all. The key is the installation's.
 */
public final class NumberHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

    private final SecretKeySpec key;

    public NumberHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * HMAC-SHA256 of the number's digits in lower-case hex. The spelling does not matter: {@code +1 (555) 123-5309} is
     * {@code 15551235309}.
     */
    public String of(String number) {
        byte[] digits = NO_DIGITS.matcher(number).replaceAll("").getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(mac().doFinal(digits));
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HMAC-SHA256", e);
        }
    }
}
