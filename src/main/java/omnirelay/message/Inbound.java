package omnirelay.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it came over the wire.
 *
 * @param id the id of its arrival, and of the message it begins where it concerns one that nobody knows
 * @param hash SHA-256 of the body, in hex: the identity of the callback
 * @param authorization the header {@code Authorization} as received
 * @param xTsAuthorization the header {@code X-TS-Authorization} as received
 * @param keyId the id of the key that signed it
 */
public record Inbound(
        MessageId id,
        String hash,
        byte[] body,
        String method,
        @Nullable String authorization,
        @Nullable String xTsAuthorization,
        String keyId,
        Instant receivedAt) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Inbound inbound && inbound.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Without the body and the signatures: both stay out of logs. */
    @Override
    public String toString() {
        return "Inbound[" + id + ", " + hash + "]";
    }
}
