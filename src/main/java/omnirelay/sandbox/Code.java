package omnirelay.sandbox;

/** The codes by which a cascade is told. */
final class Code {
    static final int DELIVERED = 3000;
    static final int IN_PROGRESS = 3001;
    static final int AT_GATEWAY = 3002;
    static final int FAILED = 3003;
    static final int UNCONFIRMED = 3004;
    static final int READ = 3005;
    static final int NONE_USABLE = 3006;
    static final int TIME_RAN_OUT = 3056;
    static final int HIGH_RISK = 3072;

    private Code() {}

    /** Says that this channel did not do it, so that the next one is tried. */
    static boolean negative(int code) {
        return switch (code) {
            case DELIVERED, IN_PROGRESS, AT_GATEWAY, UNCONFIRMED, READ -> false;
            default -> true;
        };
    }
}
