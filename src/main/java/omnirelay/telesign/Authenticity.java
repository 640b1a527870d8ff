package omnirelay.telesign;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether something was signed by whom it says. */
public sealed interface Authenticity {

    /**
     * It was.
     *
     * @param key the key that signed it
     * @param nonce the request's {@code x-ts-nonce}; null where it has none, as by the Basic scheme
     */
    record Proven(ApiKey key, @Nullable String nonce) implements Authenticity {}

    /** It was not, or nobody can tell. */
    record Unproven(Cause cause) implements Authenticity {}

    /** Why a request or a callback is not believed. */
    enum Cause {
        MISSING(3405),
        MALFORMED(3412),
        UNKNOWN_CUSTOMER(3400),
        WRONG_SIGNATURE(3400),
        /** The date is absent, unreadable or too far from now. */
        UNACCEPTABLE_DATE(3400);

        private final int code;

        Cause(int code) {
            this.code = code;
        }

        /** TeleSign's code for it. Messaging documents none for a bad date, so the general one stands in. */
        public int code() {
            return code;
        }

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
