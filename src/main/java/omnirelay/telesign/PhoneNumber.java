package omnirelay.telesign;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Pattern;
import omnirelay.message.Mask;

/**
 * A phone number as TeleSign takes it: digits, beginning with the country code. Whether it exists is not for the relay to
 * judge.
 */
public record PhoneNumber(String digits) {
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    /** What the library says of a number that belongs to no country it knows. */
    private static final String NOWHERE = "ZZ";

    /** The digits of any spelling, such as {@code +1 (555) 867-5309}; empty where there are none. */
    public static Optional<PhoneNumber> of(String spelling) {
        String digits = NO_DIGITS.matcher(spelling).replaceAll("");
        return digits.isEmpty() ? Optional.empty() : Optional.of(new PhoneNumber(digits));
    }

    public String masked() {
        return Mask.number(digits);
    }

    /**
     * The country, ISO 3166-1 alpha-2. Where several share a code and the number is in use in none, as 555 numbers are,
     * it is the largest; empty for codes that belong to no country.
     */
    public Optional<String> country() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber parsed = numbers.parse("+" + digits, NOWHERE);
            return Optional.ofNullable(numbers.getRegionCodeForNumber(parsed))
                    .or(() -> Optional.of(numbers.getRegionCodeForCountryCode(parsed.getCountryCode())))
                    .filter(region -> COUNTRY.matcher(region).matches() && !region.equals(NOWHERE));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** The number does not belong in a log. */
    @Override
    public String toString() {
        return masked();
    }
}
