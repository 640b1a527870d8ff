package omnirelay.feed;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import omnirelay.message.Event;
import omnirelay.message.MessageId;
import omnirelay.message.NumberHash;
import omnirelay.message.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How the values that a filter looks for are written.
 *
 * @param expected what a value looks like, to say in an error
 * @param reader the value that a text writes; empty where it writes none
 */
record Form(String expected, BiFunction<String, NumberHash, Optional<?>> reader) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9 ().-]*[0-9][0-9 ().-]*");
    private static final Pattern CODE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    static final Form ANY_TEXT = of("a text that is not empty", text -> text.isEmpty() ? null : text);
    static final Form MESSAGE =
            of("32 hex digits", text -> MessageId.parse(text).orElse(null));
    static final Form PHONE_NUMBER = new Form("a phone number", Form::hashed);
    static final Form STATUS_CODE =
            of("a whole number", text -> CODE.matcher(text).matches() ? Integer.valueOf(text) : null);
    static final Form TWO_LETTERS =
            of("two capital letters", text -> COUNTRY.matcher(text).matches() ? text : null);
    static final Form OUTCOME = oneOf(Outcome.values(), Outcome::wire);
    static final Form EVENT_TYPE = oneOf(Event.Type.values(), Event.Type::wire);

    Optional<Object> read(String text, NumberHash numbers) {
        return reader.apply(text, numbers).map(Object.class::cast);
    }

    private static Form of(String expected, Function<String, @Nullable Object> reader) {
        return new Form(expected, (text, numbers) -> Optional.ofNullable(reader.apply(text)));
    }

    private static <T> Form oneOf(T[] values, Function<T, String> wire) {
        Map<String, T> byWire = Arrays.stream(values)
                .collect(Collectors.toMap(wire, Function.identity(), (one, other) -> one, TreeMap::new));
        return of("one of " + String.join(", ", byWire.keySet()), byWire::get);
    }

    private static Optional<String> hashed(String text, NumberHash numbers) {
        return NUMBER.matcher(text).matches() ? Optional.of(numbers.of(text)) : Optional.empty();
    }
}
