package omnirelay.lookup;

import io.vertx.core.json.JsonObject;
import omnirelay.telesign.TelesignError;

/** What is answered to the question where a message stands. */
sealed interface Standing {

    /** In TeleSign's format. */
    record Shown(JsonObject body) implements Standing {

        /** Without the body, which may hold a code. */
        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    /** As TeleSign refuses. */
    record Untold(TelesignError error) implements Standing {}
}
