package omnirelay.message;

import org.jspecify.annotations.Nullable;

/**
 * What stays the same about a message from its first entry on. Holds no whole number, address or text.
 *
 * @param client the id of the client that sent it; null where the relay did not send it
 * @param externalId the caller's own id, exactly as given; null where none was given
 * @param maskedTo the recipient for people's eyes: {@code 1555•••5309}; null where unknown
 * @param numberHash the keyed hash of the number, by which messages to it are found; null where unknown
 * @param messageType {@code OTP}, {@code ARN} or {@code MKT}; null where unknown
 * @param label a grouping of the company's own, such as a campaign
 * @param country the number's country, ISO 3166-1 alpha-2
 * @param sender the sender id asked for
 * @param callbackUrl the address the caller asked callbacks to be sent to
 */
public record Message(
        MessageId id,
        @Nullable String client,
        @Nullable String externalId,
        @Nullable String maskedTo,
        @Nullable String numberHash,
        @Nullable String messageType,
        Plan plan,
        @Nullable String label,
        @Nullable String country,
        @Nullable String sender,
        @Nullable String callbackUrl) {

    /** A message that something else sent through the same account: its reports are all that is known of it. */
    public static Message notSentHere(MessageId id, @Nullable String externalId) {
        return new Message(id, null, externalId, null, null, null, Plan.UNKNOWN, null, null, null, null);
    }

    public boolean sentHere() {
        return plan.known();
    }
}
