package omnirelay.feed;

import java.time.Instant;

/** Whether someone may watch the feed. */
public sealed interface Admission {

    /**
     * They may.
     *
     * @param session by which {@link Feed#signedOut} knows their connections
     * @param until when they have to show again who they are; {@link Instant#MAX} for never
     */
    record Viewer(String session, Instant until) implements Admission {}

    /** They may not. */
    enum Refused implements Admission {
        NOT_AUTHENTICATED,
        NOT_ALLOWED
    }
}
