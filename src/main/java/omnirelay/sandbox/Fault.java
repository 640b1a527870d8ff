package omnirelay.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what is wrong with one channel of a send that was accepted. TeleSign does not refuse such a send: the channel
 * fails and the next one is tried.
 */
final class Fault {
    private static final int UNKNOWN_CHANNEL = 3100;
    private static final int BAD_PHONE_NUMBER = 3101;
    private static final int NO_SUCH_TEMPLATE = 3112;
    private static final int MISSING_TEMPLATE_PARAMETERS = 3305;
    private static final int MISSING_MESSAGE_PARAMETERS = 3306;

    /** A plus sign is tolerated: TeleSign's own C# tests send one. */
    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+?[0-9]{7,15}");

    private Fault() {}

    /**
     * The code of what is wrong.
     *
     * @param message the member {@code message} of the request
     */
    static OptionalInt of(String channel, String phoneNumber, JsonObject message) {
        if (!Templates.isChannel(channel)) {
            return OptionalInt.of(UNKNOWN_CHANNEL);
        }
        if (!channel.equals("email") && !PHONE_NUMBER.matcher(phoneNumber).matches()) {
            return OptionalInt.of(BAD_PHONE_NUMBER);
        }
        return member(message, channel)
                .map(own -> ofEntry(channel, own))
                .or(() -> member(message, "default").map(any -> ofParameters(List.of("text"), any)))
                .orElse(OptionalInt.of(MISSING_MESSAGE_PARAMETERS));
    }

    private static OptionalInt ofEntry(String channel, JsonObject entry) {
        if (!(entry.getValue("template") instanceof String template)) {
            return OptionalInt.of(MISSING_MESSAGE_PARAMETERS);
        }
        return Templates.required(channel, template)
                .map(required -> ofParameters(required, entry))
                .orElse(OptionalInt.of(NO_SUCH_TEMPLATE));
    }

    private static OptionalInt ofParameters(List<String> required, JsonObject entry) {
        JsonObject given = member(entry, "parameters").orElse(new JsonObject());
        boolean complete = required.stream()
                .allMatch(names -> Stream.of(names.split("\\|")).anyMatch(given::containsKey));
        return complete ? OptionalInt.empty() : OptionalInt.of(MISSING_TEMPLATE_PARAMETERS);
    }

    private static Optional<JsonObject> member(JsonObject object, String name) {
        return object.getValue(name) instanceof JsonObject member ? Optional.of(member) : Optional.empty();
    }
}
