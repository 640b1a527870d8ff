package omnirelay.forward;

/** Who counts what is forwarded. */
public interface ForwardMeter {

    /**
     * A receiver was told, or not.
     *
     * @param outcome {@code taken}, {@code refused} by a status, or {@code unanswered}
     */
    void tried(String outcome);
}
