package omnirelay.telesign;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a member must be that may hold a text.
 *
 * @param path by which the sentence names it
 * @param code TeleSign's for one that is not so
 * @param must ends the sentence "name must be …"
 */
record TextRule(String name, String path, int code, Predicate<String> valid, String must) {

    TextRule(String name, int code, Predicate<String> valid, String must) {
        this(name, name, code, valid, must);
    }

    /** The same of a member of another member. */
    TextRule in(String outer) {
        return new TextRule(name, outer + "." + name, code, valid, must);
    }

    /** The text; empty where the member is absent. */
    Optional<String> read(JsonValue.Members body) throws InvalidRequestException {
        Optional<JsonValue> value = body.get(name);
        boolean fine = value.isEmpty() || (value.get() instanceof JsonValue.Text text && valid.test(text.value()));
        if (!fine) {
            throw new InvalidRequestException(code, body.text(name).orElse(""), path + " must be " + must + ".");
        }
        return body.text(name);
    }
}
