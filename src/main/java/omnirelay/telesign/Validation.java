package omnirelay.telesign;

import org.jspecify.annotations.Nullable;

/** Whether a request keeps TeleSign's rules. */
public sealed interface Validation {
    record Valid(SendRequest request) implements Validation {}

    /**
     * It does not.
     *
     * @param externalId the caller's, which TeleSign's answer repeats; null where it cannot be told
     */
    record Invalid(TelesignError error, @Nullable String externalId) implements Validation {}
}
