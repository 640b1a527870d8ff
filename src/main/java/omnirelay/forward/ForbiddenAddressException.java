package omnirelay.forward;

/** A host is where the relay does not go. */
final class ForbiddenAddressException extends RuntimeException {
    ForbiddenAddressException() {
        super("its address is private, loopback or otherwise special; forward.allow-private would allow it");
    }
}
