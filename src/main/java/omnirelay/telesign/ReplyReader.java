package omnirelay.telesign;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import omnirelay.telesign.Callback.Replied;

/**
 * Reads what recipients answer. Every channel has a shape of its own; only some say which channel they are (TeleSign's
 * OpenAPI document, Engage callbacks).
 */
final class ReplyReader {
    private static final String SUB_RESOURCE = "mo_";
    private static final String GENERIC = "generic";
    private static final Set<String> ACTIONS = Set.of("stop", "start", "help", GENERIC);

    /** Members that only one channel's callbacks have. */
    private static final List<Map.Entry<String, String>> TELLTALES = List.of(
            Map.entry("waba_phone_number", "whatsapp"),
            Map.entry("rcs_sender_id", "rcs"),
            Map.entry("user_response", "sms"),
            Map.entry("email", "email"));

    private ReplyReader() {}

    static boolean isReply(JsonValue.Members body) {
        return subResource(body).isPresent() || body.has("user_response") || body.has("content");
    }

    static Replied read(JsonValue.Members body) {
        Optional<JsonValue.Members> sms = body.members("user_response");
        Optional<JsonValue.Members> content = body.members("content");
        Optional<JsonValue.Members> userAction = content.flatMap(each -> each.members("end_user_action"));
        return new Replied(
                channel(body),
                userAction
                        .flatMap(each -> each.text("original_reference_id"))
                        .or(() -> content.flatMap(each -> each.text("original_reference_id")))
                        .filter(id -> !id.isEmpty())
                        .orElse(null),
                sms.flatMap(each -> each.text("phone_number"))
                        .or(() -> body.text("phone_number"))
                        .filter(number -> !number.isEmpty())
                        .orElse(null),
                action(sms.or(() -> userAction), text(sms, content, userAction)).orElse(null),
                sentAt(body).orElse(null));
    }

    /**
     * SMS says when the reply came in to TeleSign. The other channels say only since when TeleSign has had it ready to be
     * handed over, which a callback that is brought again keeps.
     */
    private static Optional<Instant> sentAt(JsonValue.Members body) {
        return body.text("submit_timestamp")
                .flatMap(ReplyReader::instant)
                .or(() -> body.members("status")
                        .flatMap(status -> status.text("updated_on"))
                        .flatMap(ReplyReader::instant));
    }

    private static Optional<Instant> instant(String time) {
        return Optional.ofNullable(TelesignTime.read(time).instant());
    }

    private static Optional<String> action(Optional<JsonValue.Members> told, Optional<String> text) {
        Optional<String> action = told.flatMap(each -> each.text("action"))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(ACTIONS::contains);
        return action.filter(word -> !word.equals(GENERIC))
                .or(() -> text.flatMap(Keyword::actionOf))
                .or(() -> action);
    }

    private static Optional<String> text(
            Optional<JsonValue.Members> sms,
            Optional<JsonValue.Members> content,
            Optional<JsonValue.Members> userAction) {
        return sms.flatMap(each -> each.text("mo_message"))
                .or(() -> content.flatMap(each -> each.text("text")))
                .or(() -> content.flatMap(each -> each.text("text_1")))
                .or(() -> content.flatMap(each -> each.members("content")).flatMap(each -> each.text("body")))
                .or(() -> userAction.flatMap(each -> each.text("text")));
    }

    /** Viber's callbacks are the ones that neither say what they are nor have a member of their own. */
    private static String channel(JsonValue.Members body) {
        return subResource(body)
                .orElseGet(() -> TELLTALES.stream()
                        .filter(telltale -> body.has(telltale.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("viber"));
    }

    private static Optional<String> subResource(JsonValue.Members body) {
        return body.text("sub_resource")
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith(SUB_RESOURCE) && name.length() > SUB_RESOURCE.length())
                .map(name -> name.substring(SUB_RESOURCE.length()));
    }
}
