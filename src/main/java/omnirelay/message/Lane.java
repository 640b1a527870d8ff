package omnirelay.message;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a request to TeleSign waits for its turn. Each goes before those that come after it here. */
public enum Lane {
    /** Codes that somebody waits for, in front of a screen. */
    OTP(0),
    /** Alerts and notices. */
    ARN(1),
    /** Campaigns. */
    MKT(2),
    /** Questions about what was sent: they use what the others leave. */
    LOOK_UP(3);

    private final int place;

    Lane(int place) {
        this.place = place;
    }

    /** Its place in their order, counted from 0: its number in SQL. */
    public int place() {
        return place;
    }

    /** The lane of a message's type; what has none is nobody's hurry. */
    public static Lane of(@Nullable String messageType) {
        if ("OTP".equals(messageType)) {
            return OTP;
        }
        return "ARN".equals(messageType) ? ARN : MKT;
    }

    public static Lane at(int place) {
        return Arrays.stream(values())
                .filter(lane -> lane.place == place)
                .findFirst()
                .orElseThrow();
    }

    /** The name in JSON and in metrics. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
