package omnirelay.sandbox;

import java.time.Duration;

/**
 * How a send stands as a whole.
 *
 * @param lastChannel the last channel tried
 * @param since when this code or channel came, counted from the moment the send was accepted, in TeleSign's time
 */
record WholeStanding(int code, String lastChannel, Duration since) {
    WholeStanding at(int nextCode, String nextChannel, Duration when) {
        boolean same = code == nextCode && lastChannel.equals(nextChannel);
        return same ? this : new WholeStanding(nextCode, nextChannel, when);
    }
}
