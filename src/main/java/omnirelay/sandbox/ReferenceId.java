package omnirelay.sandbox;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Ids of TeleSign's shape: 32 upper-case hex digits, of which the second to the twelfth, divided by four, are
 * milliseconds since 1970. TeleSign calls them random, but its examples decode to the times printed beside them.
 */
final class ReferenceId {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private ReferenceId() {}

    /** All digits but the time: the first one, and the last twenty. */
    static String salt(RandomGenerator random) {
        return UPPER.toHexDigits(random.nextLong()) + UPPER.toHexDigits(random.nextInt(1 << 20), 5);
    }

    static String at(Instant time, String salt) {
        String digits = String.format(Locale.ROOT, "%011X", time.toEpochMilli() * 4);
        return salt.charAt(0) + digits + salt.substring(1);
    }
}
