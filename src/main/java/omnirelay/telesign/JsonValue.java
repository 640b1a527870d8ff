package omnirelay.telesign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSON value as it was written: members keep their order, numbers their spelling. */
sealed interface JsonValue {

    /** An object. A member that is JSON's null counts as absent: so TeleSign's SDKs write what was not given. */
    record Members(Map<String, JsonValue> byName) implements JsonValue {
        private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

        public Members {
            byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        }

        Optional<JsonValue> get(String name) {
            return Optional.ofNullable(byName.get(name)).filter(value -> !(value instanceof Null));
        }

        boolean has(String name) {
            return get(name).isPresent();
        }

        Optional<Members> members(String name) {
            return get(name).filter(Members.class::isInstance).map(Members.class::cast);
        }

        /** The text of a text, or the spelling of a number: TeleSign writes the same member now so, now so. */
        Optional<String> text(String name) {
            return get(name).flatMap(JsonValue::scalar);
        }

        /** A whole number of up to nine digits, also where it is written as text. */
        Optional<Integer> wholeNumber(String name) {
            return text(name)
                    .map(String::strip)
                    .filter(text -> WHOLE_NUMBER.matcher(text).matches())
                    .map(Integer::valueOf);
        }

        /** Without the blanks and tabs that end some names in TeleSign's own schemas. */
        Members trimmed() {
            Map<String, JsonValue> trimmed = new LinkedHashMap<>();
            byName.forEach((name, value) -> trimmed.putIfAbsent(name.strip(), JsonValue.trimmed(value)));
            return new Members(trimmed);
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values) implements JsonValue {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /** A string. */
    record Text(String value) implements JsonValue {}

    /** A number, not yet turned into one: whoever needs it says how large it may be. */
    record Numeral(String spelling) implements JsonValue {}

    /** True or false. */
    record Truth(boolean value) implements JsonValue {}

    /** JSON's null. */
    record Null() implements JsonValue {}

    private static Optional<String> scalar(JsonValue value) {
        if (value instanceof Text text) {
            return Optional.of(text.value());
        }
        return value instanceof Numeral number ? Optional.of(number.spelling()) : Optional.empty();
    }

    private static JsonValue trimmed(JsonValue value) {
        if (value instanceof Members members) {
            return members.trimmed();
        }
        return value instanceof Elements elements
                ? new Elements(
                        elements.values().stream().map(JsonValue::trimmed).toList())
                : value;
    }
}
