package omnirelay.telesign;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import omnirelay.telesign.Callback.Filed;
import omnirelay.telesign.Callback.NotUnderstood;
import omnirelay.telesign.JsonReader.NotJsonException;

/**
 * Reads callbacks. One address may receive those of several of TeleSign's products, and nothing but the content tells
 * them apart.
 */
public final class CallbackParser {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z0-9_]{1,40}");
    private static final int LOWEST_MESSAGING_CODE = 3000;
    private static final int HIGHEST_MESSAGING_CODE = 3699;

    private final StatusReader statuses;

    public CallbackParser(CodeCatalogue codes) {
        this.statuses = new StatusReader(codes);
    }

    /**
     * What a body says; never fails. TeleSign speaks of several transactions in one notification, though it shows none:
     * an array gives one callback for each of its elements.
     */
    public List<Callback> parse(byte[] body) {
        try {
            JsonValue json = JsonReader.read(JsonReader.decode(body));
            boolean several = json instanceof JsonValue.Elements elements
                    && !elements.values().isEmpty();
            return several
                    ? ((JsonValue.Elements) json)
                            .values().stream().map(this::callback).toList()
                    : List.of(callback(json));
        } catch (NotJsonException e) {
            return List.of(new NotUnderstood("The body cannot be read: " + e.getMessage() + "."));
        }
    }

    private Callback callback(JsonValue json) {
        return json instanceof JsonValue.Members body
                ? callback(body.trimmed())
                : new NotUnderstood("The body is JSON, but not an object.");
    }

    private Callback callback(JsonValue.Members body) {
        if (isAboutAMessage(body)) {
            return statuses.read(body);
        }
        if (body.has("inner_methods")) {
            return new Filed("verify");
        }
        if (body.has("name") && body.has("channel") && code(body, code -> code / 10 == 385)) {
            return new Filed("template");
        }
        if (ReplyReader.isReply(body)) {
            return ReplyReader.read(body);
        }
        if (body.has("session_id")) {
            return new Filed("bulk_sms");
        }
        return otherProduct(body);
    }

    /** A status without channels is one too if it has a code that only messages have. */
    private static boolean isAboutAMessage(JsonValue.Members body) {
        boolean listsChannels = body.has("channel_status")
                || body.members("status")
                        .filter(status -> status.has("last_channel"))
                        .isPresent();
        boolean ours = body.text("external_id").flatMap(ExternalId::read).isPresent();
        boolean plainStatus = !body.has("sub_resource") && !body.has("session_id") && !body.has("name");
        return listsChannels
                || (plainStatus
                        && code(
                                body,
                                code -> ours || (code >= LOWEST_MESSAGING_CODE && code <= HIGHEST_MESSAGING_CODE)));
    }

    private static Callback otherProduct(JsonValue.Members body) {
        if (body.has("sub_resource")) {
            return new Filed(body.text("sub_resource")
                    .filter(name -> PLAIN_NAME.matcher(name).matches())
                    .orElse("other"));
        }
        return code(body, code -> true)
                ? new Filed("sms")
                : new NotUnderstood("It has none of the members that tell TeleSign's callbacks apart.");
    }

    private static boolean code(JsonValue.Members body, Predicate<Integer> test) {
        return body.members("status")
                .flatMap(status -> status.wholeNumber("code"))
                .filter(test)
                .isPresent();
    }
}
