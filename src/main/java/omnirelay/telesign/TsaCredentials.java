package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a header of TeleSign's own scheme: {@code TSA <customer id>:<signature>}. */
record TsaCredentials(String customerId, String signature) {
    private static final Pattern FORM = Pattern.compile("(?i:TSA) +([^\\s:]+):([A-Za-z0-9+/]+={0,2})");

    static Optional<TsaCredentials> parse(String header) {
        Matcher matcher = FORM.matcher(header.strip());
        return matcher.matches()
                ? Optional.of(new TsaCredentials(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }

    String header() {
        return "TSA " + customerId + ":" + signature;
    }

    /** Takes the same time wherever the two differ. */
    boolean hasSignature(String expected) {
        return MessageDigest.isEqual(expected.getBytes(US_ASCII), signature.getBytes(US_ASCII));
    }
}
