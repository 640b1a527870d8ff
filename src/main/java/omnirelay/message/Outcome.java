package omnirelay.message;

import java.util.Locale;

/** What a status means to the people who wait for the message. */
public enum Outcome {
    IN_PROGRESS,
    DELIVERED,
    READ,
    FAILED,
    REJECTED,
    BLOCKED,
    /** It probably arrived; no receipt exists. */
    UNCONFIRMED;

    /** The name in JSON, SQL and on the page. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Outcome ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public boolean arrived() {
        return this == DELIVERED || this == READ;
    }

    public boolean negative() {
        return this == FAILED || this == REJECTED || this == BLOCKED;
    }
}
