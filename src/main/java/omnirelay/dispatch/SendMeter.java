package omnirelay.dispatch;

import omnirelay.message.Lane;

/** Who measures calls to TeleSign, and the waiting for them. */
public interface SendMeter {

    /**
     * A call ended.
     *
     * @param outcome {@code sent}, {@code refused}, {@code lost} or {@code never_left}
     * @param nanos how long it took
     */
    void called(String outcome, long nanos);

    /**
     * A slot was used.
     *
     * @param nanosWaited for it
     */
    void slot(Lane lane, long nanosWaited);
}
