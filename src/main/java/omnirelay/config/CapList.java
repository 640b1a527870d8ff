package omnirelay.config;

import java.util.List;
import java.util.Locale;
import omnirelay.config.RelayConfig.Cap;

/** The list {@code caps}. */
final class CapList {
    private static final String WHAT_IT_IS = "a cap is written {per: number, limit: 3, within: hour}";

    private final Settings settings;

    CapList(Settings settings) {
        this.settings = settings;
    }

    List<Cap> read() {
        return settings.entries("caps").stream().map(CapList::cap).toList();
    }

    private static Cap cap(Settings entry) {
        Cap cap = new Cap(
                entry.require("per", ValueType.oneOf(Cap.Per.class), Cap.Per.CLIENT, WHAT_IT_IS),
                entry.find("value", ValueType.TEXT),
                entry.require("limit", ValueType.number(1, 1_000_000_000), 1, WHAT_IT_IS),
                entry.require("within", ValueType.oneOf(Cap.Within.class), Cap.Within.DAY, WHAT_IT_IS));
        String value = cap.value();
        if (value == null && cap.per() == Cap.Per.PREFIX) {
            entry.refuse("value", "missing; the digits that numbers begin with");
        } else if (value != null && !fits(cap.per(), value)) {
            entry.refuse(
                    "value",
                    "not what %s is: digits of a number, a client's id, or a country such as GB"
                            .formatted(cap.per().name().toLowerCase(Locale.ROOT)));
        }
        entry.refuseUnknown();
        return cap;
    }

    private static boolean fits(Cap.Per per, String value) {
        return switch (per) {
            case NUMBER, PREFIX -> value.matches("[0-9]{1,20}");
            case CLIENT -> true;
            case COUNTRY -> value.matches("[A-Z]{2}");
        };
    }
}
