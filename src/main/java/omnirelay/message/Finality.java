package omnirelay.message;

import java.util.Locale;

/** What TeleSign's code list says of a code: may another one follow it? */
public enum Finality {
    FINAL,
    INTERMEDIATE,
    UNMARKED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Finality ofWire(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
