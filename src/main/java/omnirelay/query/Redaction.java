package omnirelay.query;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import omnirelay.message.Mask;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of requests and callbacks what their reader may not see.
 *
 * <p>Numbers, addresses and texts are for those who may see whole numbers; the text of a message of type OTP, and any code
 * that proves a login, is for nobody. What others may see is named here member by member. Whatever else is there is
 * hidden, since nobody can know what a template's parameter or a new member of TeleSign's may hold.
 */
final class Redaction {
    private static final String HIDDEN = "•••";
    private static final String LOGIN_CODE_TYPE = "OTP";
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{7,}");
    private static final Pattern LOGIN_CODE =
            Pattern.compile("(\"(?:code_entered|verify_code|otp_code)\"\\s*:\\s*)(?:\"(?:[^\"\\\\]|\\\\.)*\"|\\d+)");

    /** A part of a document; each has its own members that anybody may see. */
    private enum Part {
        REQUEST,
        MESSAGE,
        PARAMETERS,
        CALLBACK,
        REPLY,
        VERIFICATION;

        /** The part that a member opens. What is in parameters stays in them, whatever it is called. */
        Part within(String member) {
            if (this == PARAMETERS) {
                return this;
            }
            return switch (member) {
                case "message" -> MESSAGE;
                case "parameters" -> PARAMETERS;
                case "content", "user_response" -> REPLY;
                case "verify" -> VERIFICATION;
                default -> this;
            };
        }

        /** Whether {@code phone_number} and {@code email} mean the recipient's here. */
        boolean namesRecipient() {
            return this == REQUEST || this == CALLBACK || this == REPLY;
        }
    }

    private static final Map<Part, Set<String>> SHOWN = Map.of(
            Part.REQUEST,
            Set.of(
                    "channel",
                    "fallback_time",
                    "message_type",
                    "external_id",
                    "callback_url",
                    "account_lifecycle_event",
                    "sender_id",
                    "originating_ip",
                    "label"),
            Part.MESSAGE,
            Set.of("template"),
            Part.PARAMETERS,
            Set.of(),
            Part.CALLBACK,
            Set.of(
                    "reference_id",
                    "external_id",
                    "code",
                    "description",
                    "last_channel",
                    "updated_on",
                    "submit_timestamp",
                    "sub_resource",
                    "session_id",
                    "mcc",
                    "mnc",
                    "price",
                    "currency",
                    "message_parts_count",
                    "channel",
                    "state",
                    "method",
                    "err_code"),
            Part.REPLY,
            Set.of("action", "iso_country_code", "original_reference_id", "type", "event"),
            Part.VERIFICATION,
            Set.of("code_state"));

    private final boolean numbersShown;
    private final boolean textShown;
    private final @Nullable String number;

    /**
     * For one reader and one message.
     *
     * @param numbersShown whether the reader may see whole numbers
     * @param messageType null where unknown
     * @param number the message's, to find it where nobody expects one; null where unknown
     */
    Redaction(boolean numbersShown, @Nullable String messageType, @Nullable String number) {
        this.numbersShown = numbersShown;
        this.textShown = numbersShown && !LOGIN_CODE_TYPE.equalsIgnoreCase(messageType);
        this.number = number;
    }

    /** A request as the caller sent it; nothing of it where it is no JSON object. */
    Optional<JsonObject> request(String body) {
        return parsed(body).map(object -> object(object, Part.REQUEST));
    }

    /** A callback: exactly as it came for those who may see whole numbers, else as JSON that says the same. */
    String callback(String body) {
        if (numbersShown) {
            return LOGIN_CODE.matcher(body).replaceAll("$1\"" + HIDDEN + "\"");
        }
        return parsed(body)
                .map(object -> object(object, Part.CALLBACK).encode())
                .orElse(HIDDEN);
    }

    private static Optional<JsonObject> parsed(String body) {
        try {
            return Optional.of(new JsonObject(body));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private JsonObject object(JsonObject object, Part part) {
        JsonObject redacted = new JsonObject();
        for (String member : object.fieldNames()) {
            redacted.put(member, value(member, object.getValue(member), part));
        }
        return redacted;
    }

    private @Nullable Object value(String member, @Nullable Object value, Part part) {
        if (value instanceof JsonObject object) {
            return object(object, part.within(member));
        }
        if (value instanceof JsonArray array) {
            JsonArray redacted = new JsonArray();
            array.forEach(element -> redacted.add(value(member, element, part.within(member))));
            return redacted;
        }
        return value == null ? value : scalar(member, value, part);
    }

    private Object scalar(String member, Object value, Part part) {
        if (part.namesRecipient() && member.equals("phone_number")) {
            return numbersShown ? value : Mask.number(value.toString());
        }
        if (part.namesRecipient() && member.equals("email")) {
            return numbersShown ? value : Mask.email(value.toString());
        }
        if (textShown) {
            return value;
        }
        if (!SHOWN.getOrDefault(part, Set.of()).contains(member)) {
            return HIDDEN;
        }
        if (numbersShown || !(value instanceof String text)) {
            return value;
        }
        // TeleSign's descriptions repeat the value they complain about.
        return member.equals("description") ? Mask.within(text) : withoutNumber(text);
    }

    private String withoutNumber(String text) {
        return LONG_NUMBER
                .matcher(text)
                .replaceAll(run -> run.group().equals(number) ? Mask.number(run.group()) : run.group());
    }
}
