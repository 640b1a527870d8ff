package omnirelay.telesign;

import io.vertx.core.json.JsonObject;
import java.util.List;
import omnirelay.message.Entry;
import omnirelay.message.Report;

/** What TeleSign said when asked where a message stands. */
public sealed interface LookUpOutcome {

    /**
     * Where it stands.
     *
     * @param subject which message the answer says it is about
     * @param reports the message as a whole last
     * @param body the whole answer; may hold the code of a verification, so it is for the one who asked and nobody else
     */
    record Found(Entry.Subject subject, List<Report> reports, JsonObject body) implements LookUpOutcome {
        public Found {
            reports = List.copyOf(reports);
        }

        /** Without the body. */
        @Override
        public String toString() {
            return "Found[" + subject + ", " + reports + "]";
        }
    }

    /** It said no. */
    record Refused(TelesignError error) implements LookUpOutcome {
        private static final int INVALID_REFERENCE = 3311;
        private static final int NOT_FOUND = 404;

        /** It does not know the message, or does no longer. */
        public boolean forgotten() {
            return error.httpStatus() == NOT_FOUND || error.code() == INVALID_REFERENCE;
        }

        /** A sentence for people. */
        public String reason() {
            return "TeleSign answered %d, %s".formatted(error.code(), error.description());
        }
    }

    /**
     * It did not tell.
     *
     * @param reason a sentence for people
     */
    record Failed(String reason) implements LookUpOutcome {}
}
