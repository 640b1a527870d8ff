package omnirelay.ledger;

/** The rules cannot be applied to what was read: an entry contradicts the database. */
final class UndecidableException extends RuntimeException {
    UndecidableException(RuntimeException cause) {
        super("no rule for this entry: " + cause.getMessage(), cause);
    }
}
