package omnirelay.send;

/** Who measures calls to TeleSign. */
public interface SendMeter {

    /**
     * A call ended.
     *
     * @param outcome {@code sent}, {@code refused}, {@code lost} or {@code never_left}
     * @param nanos how long it took
     */
    void called(String outcome, long nanos);
}
