package omnirelay.query;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The digits by which a number may have been sent to, whatever way a person writes it. A national spelling means a number
 * of one country, but the same digits may also begin with a country code, and nothing tells which: so both are meant.
 */
final class NumberSpellings {
    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    /**
     * The digits it may stand for, as TeleSign takes them; none where {@code written} is no number.
     *
     * @param country whose national spelling is meant where no country code stands before it; ISO 3166-1 alpha-2
     */
    Set<String> of(String written, String country) {
        String number = written.strip().replaceFirst("^00", "+");
        Set<String> spellings = new LinkedHashSet<>();
        String digits = NO_DIGITS.matcher(number).replaceAll("");
        if (!digits.isEmpty()) {
            spellings.add(digits);
        }
        try {
            spellings.add(numbers.format(numbers.parse(number, country), PhoneNumberFormat.E164)
                    .substring("+".length()));
        } catch (NumberParseException e) {
            // The digits alone may still be what was sent to.
        }
        return spellings;
    }
}
