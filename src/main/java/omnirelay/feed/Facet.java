package omnirelay.feed;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import omnirelay.message.NumberedEvent.Facets;
import org.jspecify.annotations.Nullable;

/**
 * What a filter may look at.
 *
 * @param name in JSON and in addresses
 * @param form how its values are written
 * @param test whether an event has one of the values
 */
record Facet(String name, Form form, BiPredicate<Set<Object>, Facets> test) {
    static final String PHONE_NUMBER = "phone_number";

    private static final List<Facet> ALL = List.of(
            one("message_id", Form.MESSAGE, Facets::messageId),
            one("reference_id", Form.ANY_TEXT, Facets::referenceId),
            one("external_id", Form.ANY_TEXT, Facets::externalId),
            one(PHONE_NUMBER, Form.PHONE_NUMBER, Facets::numberHash),
            one("channel", Form.ANY_TEXT, Facets::channel),
            either("outcome", Form.OUTCOME, Facets::outcome, Facets::previousOutcome),
            either("code", Form.STATUS_CODE, Facets::code, Facets::previousCode),
            one("message_type", Form.ANY_TEXT, Facets::messageType),
            one("client", Form.ANY_TEXT, Facets::client),
            one("label", Form.ANY_TEXT, Facets::label),
            one("country", Form.TWO_LETTERS, Facets::country),
            one("type", Form.EVENT_TYPE, Facets::type));

    /** All there are. */
    static List<Facet> all() {
        return ALL;
    }

    static List<String> names() {
        return ALL.stream().map(Facet::name).toList();
    }

    boolean matches(Set<Object> wanted, Facets event) {
        return test.test(wanted, event);
    }

    private static Facet one(String name, Form form, Function<Facets, @Nullable Object> value) {
        return new Facet(name, form, (wanted, event) -> has(wanted, value.apply(event)));
    }

    /** What was shown before counts as well, so that one sees a message leave. */
    private static Facet either(
            String name, Form form, Function<Facets, @Nullable Object> now, Function<Facets, @Nullable Object> before) {
        return new Facet(
                name, form, (wanted, event) -> has(wanted, now.apply(event)) || has(wanted, before.apply(event)));
    }

    private static boolean has(Set<Object> wanted, @Nullable Object value) {
        return value != null && wanted.contains(value);
    }
}
