package omnirelay.feed;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import omnirelay.access.Principal;
import omnirelay.config.Role;

/** Whether someone may watch the feed. */
public sealed interface Admission {

    /**
     * They may.
     *
     * @param session by which {@link Feed#signedOut} knows their connections; empty for a program, which has none
     * @param until when they have to show again who they are; {@link Instant#MAX} for never
     */
    record Viewer(String session, Instant until) implements Admission {}

    /** Whether who asks may watch; a session's end is told, so nothing needs to be shown again. */
    static Admission of(Optional<Principal> asking) {
        if (asking.isEmpty()) {
            return Refused.NOT_AUTHENTICATED;
        }
        Principal principal = asking.get();
        return principal.has(Role.VIEW)
                ? new Viewer(Objects.requireNonNullElse(principal.session(), ""), Instant.MAX)
                : Refused.NOT_ALLOWED;
    }

    /** They may not. */
    enum Refused implements Admission {
        NOT_AUTHENTICATED,
        NOT_ALLOWED
    }
}
