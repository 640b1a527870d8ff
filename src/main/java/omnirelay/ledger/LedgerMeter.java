package omnirelay.ledger;

import omnirelay.message.Entry;

/** Who measures the ledger. */
public interface LedgerMeter {

    /**
     * A batch was committed.
     *
     * @param entries how many it held
     * @param nanos how long the commit took
     */
    void committed(int entries, long nanos);

    /**
     * An entry is on disk and its bringer is told.
     *
     * @param nanosWaited since it was submitted
     */
    void answered(Entry entry, long nanosWaited);
}
