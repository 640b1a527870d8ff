package omnirelay.dispatch;

/** It was held back after it had been taken up. It waits in the queue. */
final class HeldBackException extends RuntimeException {
    HeldBackException() {
        super("it is held back", null, false, false);
    }
}
