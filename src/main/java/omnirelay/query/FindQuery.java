package omnirelay.query;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import omnirelay.message.MessageId;

/**
 * What the text of the one box may mean. One text may mean several things: ten digits are a number, and may be the
 * caller's reference just as well.
 *
 * @param text as it was written
 * @param numbers the digits of the numbers it may be
 * @param reference whether it has the shape of TeleSign's references, and of the relay's ids
 */
record FindQuery(String text, Set<String> numbers, Optional<Ending> ending, boolean reference) {
    private static final Pattern NUMBER = Pattern.compile("(?:tel:)?\\+?[0-9(][0-9 \\u00a0().\\-/]*");
    private static final int DIGITS_MIN = 7;
    private static final int DIGITS_MAX = 17;
    private static final NumberSpellings SPELLINGS = new NumberSpellings();

    /**
     * @param country whose national spelling is meant where a number has no country code
     * @param zone in which its times are meant
     */
    static FindQuery read(String text, String country, Instant now, ZoneId zone) {
        return new FindQuery(
                text,
                numbers(text, country),
                Ending.read(text, now, zone),
                MessageId.parse(text).isPresent());
    }

    private static Set<String> numbers(String text, String country) {
        long digits = text.chars().filter(Character::isDigit).count();
        if (digits < DIGITS_MIN || digits > DIGITS_MAX || !NUMBER.matcher(text).matches()) {
            return Set.of();
        }
        return SPELLINGS.of(text.replaceFirst("^tel:", ""), country);
    }

    MessageFilter byNumber(Function<String, String> hash) {
        return MessageFilter.byNumbers(numbers.stream().map(hash).toList());
    }

    MessageFilter byExternalId() {
        return MessageFilter.by("external_id", List.of(text));
    }

    /** Whatever its case: people copy from everywhere. */
    List<MessageFilter> byReference() {
        List<String> spellings =
                Stream.of(text, text.toUpperCase(Locale.ROOT)).distinct().toList();
        MessageFilter references = MessageFilter.by("reference_id", spellings);
        return reference ? List.of(references, MessageFilter.by("message_id", List.of(text))) : List.of(references);
    }
}
