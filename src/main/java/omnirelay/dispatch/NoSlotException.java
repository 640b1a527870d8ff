package omnirelay.dispatch;

/** There was no turn within the time that the request could wait, or the relay stops. Nothing was sent. */
public final class NoSlotException extends RuntimeException {
    NoSlotException() {
        super("no request could be sent at the account's pace in time", null, false, false);
    }
}
