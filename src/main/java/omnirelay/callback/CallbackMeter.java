package omnirelay.callback;

/** Who counts callbacks. */
public interface CallbackMeter {

    /**
     * A callback was answered.
     *
     * @param verdict what became of it: {@code status}, {@code reply}, {@code other}, {@code quarantined}, {@code
     *     repeated}, {@code busy}, {@code probe}, or {@code unproven_} and the cause
     */
    void answered(String verdict);
}
