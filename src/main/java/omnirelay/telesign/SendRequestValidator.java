package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import omnirelay.message.Channel;
import omnirelay.message.MessageId;
import omnirelay.telesign.JsonReader.NotJsonException;
import omnirelay.telesign.Validation.Invalid;
import omnirelay.telesign.Validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request as TeleSign does while the caller waits, in TeleSign's order (TeleSign's OpenAPI document, send).
 * What TeleSign finds out later and reports per channel, such as a number that is too short, is not checked here.
 */
public final class SendRequestValidator {
    /** TeleSign's limit of what it is sent. */
    static final int LARGEST_BODY = 10_240;

    private static final int TOO_LARGE = 3116;
    private static final int NO_MESSAGE = 3303;
    private static final MessageId ANY_ID = MessageId.lowestAt(Instant.EPOCH);

    private final CodeCatalogue codes;
    private final @Nullable String accountCallbackUrl;

    /** @param callbackUrl what TeleSign is told with each send; null to tell it nothing */
    public SendRequestValidator(CodeCatalogue codes, @Nullable URI callbackUrl) {
        this.codes = codes;
        this.accountCallbackUrl = callbackUrl == null ? null : callbackUrl.toString();
    }

    public Validation validate(byte[] raw) {
        Optional<String> externalId = Optional.empty();
        try {
            String text = JsonReader.decode(raw);
            if (!(JsonReader.read(text) instanceof JsonValue.Members body)) {
                throw InvalidRequestException.malformed("The body must be a JSON object.");
            }
            externalId = body.text("external_id").filter(ExternalId::fits);
            return new Valid(read(body, SendBody.of(text)));
        } catch (NotJsonException e) {
            return invalid(
                    InvalidRequestException.malformed("The body must be JSON, but " + e.getMessage() + "."),
                    externalId);
        } catch (InvalidRequestException e) {
            return invalid(e, externalId);
        }
    }

    private Invalid invalid(InvalidRequestException e, Optional<String> externalId) {
        return new Invalid(e.error(codes), externalId.orElse(null));
    }

    private SendRequest read(JsonValue.Members body, SendBody text) throws InvalidRequestException {
        List<Channel> channels = ChannelsReader.read(body);
        Recipient recipient = RecipientReader.read(body, channels);
        checkMessage(body);
        SendRequest request = new SendRequest(channels, recipient, OptionsReader.read(body), text, accountCallbackUrl);
        if (request.sentOnAs(ANY_ID).getBytes(UTF_8).length > LARGEST_BODY) {
            throw new InvalidRequestException(
                    TOO_LARGE, "", "The body is larger than 10,240 bytes. Shorten the message.");
        }
        return request;
    }

    private static void checkMessage(JsonValue.Members body) throws InvalidRequestException {
        if (!body.has("message")) {
            throw new InvalidRequestException(
                    NO_MESSAGE, "", "message is missing: give a template for each channel, or a default.");
        }
        if (body.members("message").isEmpty()) {
            throw InvalidRequestException.malformed("message must be an object with a member for each channel.");
        }
    }
}
