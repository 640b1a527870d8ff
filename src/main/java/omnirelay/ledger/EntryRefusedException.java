package omnirelay.ledger;

/** The database cannot hold this entry, whatever is tried: nothing happened. */
public final class EntryRefusedException extends RuntimeException {
    public EntryRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
