package omnirelay.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it came over the wire. Its body's hash is its identity: TeleSign sends the same bytes when it tries
 * again.
 *
 * @param id the id of its arrival, and of the message it begins where it concerns one that nobody knows
 * @param authorization the header {@code Authorization} as received
 * @param xTsAuthorization the header {@code X-TS-Authorization} as received
 * @param keyId the id of the key that signed it
 */
public record Inbound(
        MessageId id,
        RawBody body,
        String method,
        @Nullable String authorization,
        @Nullable String xTsAuthorization,
        String keyId,
        Instant receivedAt) {

    /** The {@code index}th of several things that one body tells of, as a callback of its own. */
    public Inbound part(int index) {
        return new Inbound(
                new MessageId(new UUID(
                        id.value().getMostSignificantBits(), id.value().getLeastSignificantBits() ^ (index + 1L))),
                body.part(index),
                method,
                authorization,
                xTsAuthorization,
                keyId,
                receivedAt);
    }

    /** Without the signatures: they stay out of logs. */
    @Override
    public String toString() {
        return "Inbound[" + id + ", " + body + "]";
    }
}
