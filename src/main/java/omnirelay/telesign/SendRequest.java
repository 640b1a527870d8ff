package omnirelay.telesign;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import omnirelay.message.Channel;
import omnirelay.message.MessageId;
import omnirelay.message.RawBody;
import org.jspecify.annotations.Nullable;

/** A request to send a message that keeps TeleSign's rules. */
public final class SendRequest {
    private final List<Channel> channels;
    private final Recipient recipient;
    private final Options options;
    private final SendBody body;
    private final @Nullable String accountCallbackUrl;

    /**
     * What a request says beside whom to tell what.
     *
     * @param messageType {@code OTP}, {@code ARN} or {@code MKT}
     * @param externalId the caller's own id, exactly as given
     * @param senderId the sender asked for
     * @param callbackUrl where the caller wants to be called back; the relay's matter, never sent on
     * @param label a grouping of the company's own, from the member {@code omnirelay}
     * @param expiresAt after which it is not to be sent any more, likewise
     */
    public record Options(
            String messageType,
            @Nullable String externalId,
            @Nullable String senderId,
            @Nullable String callbackUrl,
            @Nullable String label,
            @Nullable Instant expiresAt) {}

    SendRequest(
            List<Channel> channels,
            Recipient recipient,
            Options options,
            SendBody body,
            @Nullable String accountCallbackUrl) {
        this.channels = List.copyOf(channels);
        this.recipient = recipient;
        this.options = options;
        this.body = body;
        this.accountCallbackUrl = accountCallbackUrl;
    }

    public List<Channel> channels() {
        return channels;
    }

    /** How long each channel has, in the order to try. */
    public Map<String, Duration> fallbackTimes() {
        Map<String, Duration> times = new LinkedHashMap<>();
        channels.forEach(channel -> times.put(channel.name(), channel.fallbackTime()));
        return times;
    }

    public Recipient recipient() {
        return recipient;
    }

    public Options options() {
        return options;
    }

    /** The request as TeleSign gets it: with the relay's id, and without what concerns only the relay. */
    public String sentOnAs(MessageId id) {
        return body.sentOnAs(new ExternalId(id, options.externalId()), accountCallbackUrl);
    }

    /** SHA-256 in hex of all but the caller's own id and what concerns only the relay, in whatever order it came. */
    public String contentHash() {
        return RawBody.of(body.content().getBytes(StandardCharsets.UTF_8)).hash();
    }

    /** Neither the number nor the text belongs in a log. */
    @Override
    public String toString() {
        return "SendRequest[" + recipient + "]";
    }
}
