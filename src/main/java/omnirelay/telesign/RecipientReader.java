package omnirelay.telesign;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import omnirelay.message.Channel;

/** Reads whom a request is for: in {@code recipient}, or as TeleSign's older pages have it, on the top level. */
final class RecipientReader {
    private static final int NO_PHONE_NUMBER = 3302;
    private static final Set<String> BY_PHONE_NUMBER = Set.of("rcs", "sms", "whatsapp", "viber", "mms");

    private RecipientReader() {}

    static Recipient read(JsonValue.Members body, List<Channel> channels) throws InvalidRequestException {
        Optional<JsonValue> recipient = body.get("recipient");
        if (recipient.isPresent() && !(recipient.get() instanceof JsonValue.Members)) {
            throw InvalidRequestException.malformed("recipient must be an object.");
        }
        Optional<JsonValue.Members> members = body.members("recipient");
        Optional<String> phoneNumber = members.flatMap(each -> each.text("phone_number"))
                .or(() -> body.text("phone_number"))
                .filter(text -> !text.isBlank());
        Optional<String> email = members.flatMap(each -> each.text("email")).filter(text -> !text.isBlank());

        boolean needed = channels.stream().map(Channel::name).anyMatch(BY_PHONE_NUMBER::contains);
        if (phoneNumber.isEmpty() && (needed || email.isEmpty())) {
            throw new InvalidRequestException(
                    NO_PHONE_NUMBER,
                    "",
                    "recipient.phone_number is missing: a channel needs it. Digits only, country code first.");
        }
        return new Recipient(phoneNumber.flatMap(PhoneNumber::of).orElse(null), email.orElse(null));
    }
}
