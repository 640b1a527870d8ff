package omnirelay.ledger;

/** The entry was not committed in time and is no longer waiting: nothing happened. */
public final class LedgerBusyException extends RuntimeException {
    public LedgerBusyException(String message) {
        super(message, null, false, false);
    }
}
