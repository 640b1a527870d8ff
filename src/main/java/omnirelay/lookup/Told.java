package omnirelay.lookup;

import io.vertx.core.json.JsonObject;
import omnirelay.message.MessageState;
import omnirelay.telesign.TelesignError;

/** What came of a question to TeleSign. */
sealed interface Told {
    String UNKEPT = "The database did not take TeleSign's answer in time. Ask again.";

    /**
     * Where the message stands.
     *
     * @param state the message, now that TeleSign's answer is part of it
     * @param body TeleSign's answer; for the one who asked and nobody else
     */
    record Status(MessageState state, JsonObject body) implements Told {

        /** Without the body, which may hold a code. */
        @Override
        public String toString() {
            return "Status[" + state.id() + "]";
        }
    }

    /**
     * TeleSign told, but the database did not take it in time.
     *
     * @param body as above
     */
    record Unkept(JsonObject body) implements Told {

        @Override
        public String toString() {
            return "Unkept[…]";
        }
    }

    /** TeleSign said no. */
    record Refusal(TelesignError error, boolean forgotten) implements Told {}

    /**
     * Nobody knows more than before.
     *
     * @param reason a sentence for people
     */
    record Nothing(String reason) implements Told {}

    /** The account's rate leaves no room for the question. */
    record NoRoom() implements Told {}
}
