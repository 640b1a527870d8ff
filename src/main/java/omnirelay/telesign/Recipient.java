package omnirelay.telesign;

import omnirelay.message.Mask;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message is for.
 *
 * @param phoneNumber null where none with digits was given
 * @param email null where none was given
 */
public record Recipient(
        @Nullable PhoneNumber phoneNumber, @Nullable String email) {

    /** For people's eyes: {@code 1555•••5309}, or of an address {@code j•••@example.com}; null where neither is known. */
    public @Nullable String masked() {
        if (phoneNumber != null) {
            return phoneNumber.masked();
        }
        return email == null ? null : Mask.email(email);
    }

    /** The number's country, ISO 3166-1 alpha-2; null where it tells none. */
    public @Nullable String country() {
        return phoneNumber == null ? null : phoneNumber.country().orElse(null);
    }

    /** The address does not belong in a log. */
    @Override
    public String toString() {
        return "Recipient[" + masked() + "]";
    }
}
