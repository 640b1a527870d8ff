package omnirelay.message;

import java.util.regex.Pattern;

/** Hides the middle of numbers and addresses: enough is left to recognise one, not to call it. */
public final class Mask {
    private static final String HIDDEN = "•••";
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}");
    private static final int LONG = 9;

    private Mask() {}

    /** {@code 15558675309} becomes {@code 1555•••5309}; of shorter numbers less is left. */
    public static String number(String digits) {
        int length = digits.length();
        int start = length >= LONG ? 4 : Math.min(1, length);
        int end = length >= LONG ? 4 : Math.min(2, length - start);
        return digits.substring(0, start) + HIDDEN + digits.substring(length - end);
    }

    /** {@code jane@example.com} becomes {@code j•••@example.com}. */
    public static String email(String address) {
        int at = address.indexOf('@');
        return at < 1 ? HIDDEN : address.charAt(0) + HIDDEN + address.substring(at);
    }

    /** Hides every run of digits that may be a number: TeleSign's texts repeat the value they complain about. */
    public static String within(String text) {
        return LONG_NUMBER.matcher(text).replaceAll(run -> number(run.group()));
    }
}
