package omnirelay.config;

import java.util.Locale;

/** What a client or a person may do. */
public enum Role {
    /** Send messages. */
    SEND,
    /** See messages and their statuses, numbers masked. */
    VIEW,
    /** See whole numbers, addresses and the text of messages that are no login codes. */
    VIEW_NUMBERS,
    /** Operate the relay. */
    ADMIN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
