package omnirelay.sandbox;

import java.util.stream.Stream;

/** What happens to a send, chosen by the last four digits of the number. */
public enum Scenario {
    FIRST_DELIVERS("0001", Course.DELIVERED),
    FIRST_RUNS_OUT("0002", Course.FIRST_RUNS_OUT),
    FIRST_FAILS("0003", Course.FIRST_FAILS),
    EVERY_CHANNEL_FAILS("0004", Course.FAILED),
    READ("0005", Course.READ),
    DOUBLE_DELIVERY("0006", Course.FIRST_COMES_LATE),
    CALLBACKS_TWICE("0007", Course.DELIVERED, Reception.ANSWERED, Manner.TWICE),
    CALLBACKS_BACKWARDS("0008", Course.DELIVERED, Reception.ANSWERED, Manner.BACKWARDS),
    CALLBACK_BEFORE_ANSWER("0009", Course.DELIVERED, Reception.ANSWERED_AFTER_A_CALLBACK, Manner.PLAIN),
    ANSWER_LOST("0010", Course.DELIVERED, Reception.CUT, Manner.PLAIN),
    SILENCE("0011", Course.DELIVERED, Reception.UNANSWERED, Manner.LOST),
    RATE_LIMITED("0012", Refusal.RATE_LIMIT_TWICE),
    CALLBACK_URL_REFUSED("0013", Refusal.CALLBACK_URL_NOT_ENABLED),
    UNAVAILABLE("0014", Refusal.UNAVAILABLE_ONCE),
    NOT_AUTHORIZED("0015", Refusal.NOT_AUTHORIZED),
    CALLBACKS_LOST("0016", Course.DELIVERED, Reception.ANSWERED, Manner.LOST),
    OLD_EXAMPLE("0017", Course.FIRST_RUNS_OUT, Reception.ANSWERED, Manner.OLD_EXAMPLE),
    BLOCKED("0018", Course.BLOCKED),
    STOP("0019", Course.DELIVERED),
    ANY_OTHER("", Course.MIXED);

    private static final int LENGTH = 4;

    /** How the number of TeleSign's own example ends: it shows the scenario that the example shows. */
    private static final String EXAMPLE = "5309";

    /** The last four digits that choose it; empty for any other. */
    final String digits;

    final Refusal refusal;
    final Course course;
    final Reception reception;
    final Manner manner;

    Scenario(String digits, Course course) {
        this(digits, Refusal.NONE, course, Reception.ANSWERED, Manner.PLAIN);
    }

    Scenario(String digits, Course course, Reception reception, Manner manner) {
        this(digits, Refusal.NONE, course, reception, manner);
    }

    Scenario(String digits, Refusal refusal) {
        this(digits, refusal, Course.DELIVERED, Reception.ANSWERED, Manner.PLAIN);
    }

    Scenario(String digits, Refusal refusal, Course course, Reception reception, Manner manner) {
        this.digits = digits;
        this.refusal = refusal;
        this.course = course;
        this.reception = reception;
        this.manner = manner;
    }

    static Scenario of(String phoneNumber) {
        String last = phoneNumber.substring(Math.max(0, phoneNumber.length() - LENGTH));
        if (last.equals(EXAMPLE)) {
            return FIRST_RUNS_OUT;
        }
        return Stream.of(values())
                .filter(scenario -> scenario.digits.equals(last))
                .findFirst()
                .orElse(ANY_OTHER);
    }
}
