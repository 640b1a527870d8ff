package omnirelay.message;

import java.util.regex.Pattern;

/** Hides the middle of numbers and addresses: enough is left to recognise one, not to call it. */
public final class Mask {
    private static final String HIDDEN = "•••";
    private static final int HIDDEN_AT_LEAST = 3;
    private static final int SHOWN_AT_MOST = 8;

    /** Seven digits or more in a row, or in groups that do not begin within a word. */
    private static final Pattern NUMBER = Pattern.compile("\\d{7,}|\\b\\d(?:[ ().-]{0,2}\\d){6,}");

    private static final Pattern NO_DIGITS = Pattern.compile("\\D+");

    private Mask() {}

    /** {@code 15558675309} becomes {@code 1555•••5309}; of shorter numbers less is left. */
    public static String number(String digits) {
        int length = digits.length();
        int shown = Math.max(0, Math.min(SHOWN_AT_MOST, length - HIDDEN_AT_LEAST));
        int end = shown / 2;
        return digits.substring(0, shown - end) + HIDDEN + digits.substring(length - end);
    }

    /** {@code jane@example.com} becomes {@code j•••@example.com}. */
    public static String email(String address) {
        int at = address.indexOf('@');
        return at < 1 ? HIDDEN : address.charAt(0) + HIDDEN + address.substring(at);
    }

    /** Hides every group of digits that may be a number: TeleSign's texts repeat the value they complain about. */
    public static String within(String text) {
        return NUMBER.matcher(text)
                .replaceAll(found -> number(NO_DIGITS.matcher(found.group()).replaceAll("")));
    }
}
