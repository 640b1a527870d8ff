package omnirelay.lookup;

/** Who measures look-ups. */
public interface LookUpMeter {

    /**
     * TeleSign was asked about a message.
     *
     * @param outcome {@code told}, {@code refused} or {@code silent}
     */
    void lookedUp(String outcome);

    /** A look-up found how a channel ended, of which no callback had told. */
    void brought(String channel);
}
