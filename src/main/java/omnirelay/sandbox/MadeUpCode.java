package omnirelay.sandbox;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The code that TeleSign makes up where a template asks for one (TeleSign's OpenAPI document, send). The sandbox's are the
 * last seven digits of the number, last one first, so that whoever tries it knows the code without a telephone.
 */
final class MadeUpCode {
    private static final int DIGITS = 7;

    private MadeUpCode() {}

    /**
     * One for all channels of a send; null where none of their templates has a code.
     *
     * @param message the contents, by channel
     */
    static @Nullable String of(JsonObject message, String phoneNumber) {
        boolean asked = message.stream()
                .anyMatch(content -> content.getValue() instanceof JsonObject template
                        && Templates.holdsOwnCode(template.getString("template", "")));
        if (!asked) {
            return null;
        }
        String last = phoneNumber.substring(Math.max(0, phoneNumber.length() - DIGITS));
        return new StringBuilder(last).reverse().toString();
    }

    /** Whether the code is the one that was made up, as look-ups say it; {@code entered} is null where none was. */
    static JsonObject compared(String code, @Nullable String entered) {
        String state = entered == null ? "UNKNOWN" : entered.equals(code) ? "VALID" : "INVALID";
        return new JsonObject().put("code_state", state).put("code_entered", entered);
    }
}
