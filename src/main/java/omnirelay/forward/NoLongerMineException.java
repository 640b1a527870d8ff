package omnirelay.forward;

/** Another node may be the one that forwards by now. */
final class NoLongerMineException extends RuntimeException {
    NoLongerMineException() {
        super("another node may be forwarding by now");
    }
}
