package omnirelay.message;

import java.util.Locale;

/**
 * How far the sending of a message has come. It rises in the order of these constants; only a call that certainly sent
 * nothing leads back, from {@link #SENDING} to {@link #ACCEPTED}.
 */
public enum SendState {
    /** Certainly not sent yet. */
    ACCEPTED,
    /** A call to TeleSign is, or may be, under way. */
    SENDING,
    /** The call's answer was lost: TeleSign may or may not have taken it. Never sent again. */
    UNKNOWN,
    /** Taken back while it was certainly not sent. */
    CANCELLED,
    /** TeleSign, or the relay before it, said no. */
    REFUSED,
    /** TeleSign answered with a reference, or reported about the message. */
    SENT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SendState ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    public SendState raisedTo(SendState other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
