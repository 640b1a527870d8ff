package omnirelay.query;

import java.time.Instant;
import java.util.List;
import omnirelay.message.Entry;
import omnirelay.message.MessageState;
import omnirelay.message.Report;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is read: its state, and what only the database knows of it.
 *
 * @param seq of its last event
 * @param beganAt when the last call to TeleSign began; null where none did
 * @param recipient as far as it is asked for and not erased; null otherwise
 * @param reports in the order of their arrival
 * @param replies in the order of their arrival
 */
record StoredMessage(
        MessageState state,
        long seq,
        Instant acceptedAt,
        Instant changedAt,
        @Nullable Instant beganAt,
        @Nullable Recipient recipient,
        List<Arrived> reports,
        List<Answer> replies) {

    /** Whom it was sent to, unmasked. */
    record Recipient(@Nullable String phoneNumber, @Nullable String email) {}

    /** A report, how it came and when. */
    record Arrived(Report report, Entry.Source source, boolean late, Instant at) {

        /** TeleSign's time where it can be read, else that of arrival. */
        Instant when() {
            Instant told = report.updatedOn().instant();
            return told == null ? at : told;
        }
    }

    /** The recipient answered on a channel. */
    record Answer(String channel, Instant at) {}
}
