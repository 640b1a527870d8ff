package omnirelay.guard;

import omnirelay.message.Message;
import org.jspecify.annotations.Nullable;

/** Which messages are meant: those that have all that is given. Null for any; of a message, for none. */
public record Kind(
        @Nullable String messageType,
        @Nullable String client,
        @Nullable String country,
        @Nullable String label) {

    public static Kind of(Message message) {
        return new Kind(message.messageType(), message.client(), message.country(), message.label());
    }

    boolean isAll() {
        return messageType == null && client == null && country == null && label == null;
    }

    boolean covers(Kind message) {
        return covers(messageType, message.messageType)
                && covers(client, message.client)
                && covers(country, message.country)
                && covers(label, message.label);
    }

    private static boolean covers(@Nullable String meant, @Nullable String given) {
        return meant == null || meant.equals(given);
    }
}
