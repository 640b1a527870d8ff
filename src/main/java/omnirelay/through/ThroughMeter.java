package omnirelay.through;

/** Who counts what is passed on. */
public interface ThroughMeter {

    /**
     * A request was passed on, or was to be.
     *
     * @param api the part of TeleSign's that it was for: {@code templates}, {@code capability}, {@code messaging}, {@code
     *     verify}, {@code v2} or {@code other}
     * @param outcome the answer's HTTP status; {@code unreachable} where none was asked for, {@code lost} where none came
     * @param nanos until the answer's head, or until it was given up
     */
    void passed(String api, String outcome, long nanos);
}
