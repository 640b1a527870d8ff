package omnirelay.sandbox;

import java.util.random.RandomGenerator;

/** What happens on each channel of a send. */
enum Course {
    DELIVERED,
    READ,
    FAILED,
    /** The risk lies in the number, so every channel refuses. */
    BLOCKED,
    FIRST_RUNS_OUT,
    FIRST_COMES_LATE,
    FIRST_FAILS,
    MIXED;

    /**
     * The fate of one channel.
     *
     * @param index its place in the send, from 0
     */
    Fate fate(int index, Leg leg, RandomGenerator random) {
        return switch (this) {
            case DELIVERED -> Fate.delivered(random);
            case READ -> Fate.read(random);
            case FAILED -> Fate.failed(Code.FAILED, random);
            case BLOCKED -> Fate.failed(Code.HIGH_RISK, random);
            case FIRST_RUNS_OUT -> index == 0 ? Fate.late(leg, random) : Fate.delivered(random);
            case FIRST_COMES_LATE -> index == 0 ? Fate.lateButTold(leg, random) : Fate.delivered(random);
            case FIRST_FAILS -> index == 0 ? Fate.failed(Code.FAILED, random) : Fate.delivered(random);
            case MIXED -> Mix.fate(leg, random);
        };
    }
}
