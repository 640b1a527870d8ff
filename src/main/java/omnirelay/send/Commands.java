package omnirelay.send;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import omnirelay.config.RelayConfig;
import omnirelay.dispatch.Deadline;
import omnirelay.http.ReceivedBody;
import omnirelay.message.Entry;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.message.NumberHash;
import omnirelay.message.Plan;
import omnirelay.telesign.PhoneNumber;
import omnirelay.telesign.SendRequest;
import org.jspecify.annotations.Nullable;

/** Makes commands of valid requests. */
final class Commands {
    /** TeleSign's SDKs give up after 10 s; who waits must hear of the relay's id before that. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(9);

    /** Of that time, what is left to TeleSign, or to take the command back. */
    private static final Duration LEFT_TO_ANSWER = Duration.ofSeconds(1);

    private final NumberHash numberHash;
    private final RelayConfig.Labels labels;
    private final RandomGenerator random;

    Commands(NumberHash numberHash, RelayConfig.Labels labels, RandomGenerator random) {
        this.numberHash = numberHash;
        this.labels = labels;
        this.random = random;
    }

    /**
     * A new command.
     *
     * @param key under which it is sent once; null for none
     * @param deferred the caller does not wait for TeleSign
     */
    Command of(SendRequest request, ReceivedBody raw, String client, Entry.@Nullable CommandKey key, boolean deferred) {
        Message message = message(request, MessageId.at(raw.arrivedAt(), random), client);
        return new Command(
                message,
                content(request, raw),
                Buffer.buffer(request.sentOnAs(message.id())),
                key,
                deferred,
                request.options().expiresAt(),
                sendBefore(request.options(), raw),
                Deadline.after(raw.arrivedNanos(), ANSWER_WITHIN));
    }

    private static Deadline sendBefore(SendRequest.Options options, ReceivedBody raw) {
        Duration within = ANSWER_WITHIN.minus(LEFT_TO_ANSWER);
        Duration left = options.expiresAt() == null ? within : Duration.between(raw.arrivedAt(), options.expiresAt());
        return Deadline.after(raw.arrivedNanos(), left.compareTo(within) < 0 ? left : within);
    }

    private Message message(SendRequest request, MessageId id, String client) {
        PhoneNumber number = request.recipient().phoneNumber();
        return new Message(
                id,
                client,
                request.options().externalId(),
                request.recipient().masked(),
                number == null ? null : numberHash.of(number.digits()),
                request.options().messageType(),
                Plan.of(request.channels()),
                label(request.options()),
                request.recipient().country(),
                request.options().senderId(),
                request.options().callbackUrl());
    }

    /** The caller's own, else what the configured pattern finds in its external id. */
    private @Nullable String label(SendRequest.Options options) {
        if (options.label() != null || labels.pattern() == null || options.externalId() == null) {
            return options.label();
        }
        Matcher matcher = labels.pattern().matcher(options.externalId());
        return matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : null;
    }

    private static Entry.Content content(SendRequest request, ReceivedBody raw) {
        return new Entry.Content(
                raw.bytes().toString(StandardCharsets.UTF_8),
                Optional.ofNullable(request.recipient().phoneNumber())
                        .map(PhoneNumber::digits)
                        .orElse(null),
                request.recipient().email());
    }
}
