package omnirelay.ledger;

/** Who measures the ledger. */
public interface LedgerMeter {

    /**
     * A batch was committed.
     *
     * @param entries how many it held
     * @param nanos how long the commit took
     */
    void committed(int entries, long nanos);
}
