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
 * @param asked when TeleSign was asked about it
 * @param held it waits because of a hold
 * @param overdue TeleSign should have told more by now, and can still be asked
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
        Asked asked,
        boolean held,
        boolean overdue,
        @Nullable Recipient recipient,
        List<Arrived> reports,
        List<Answer> replies) {

    /** TeleSign's time where it can be read and is not before the message was accepted, else that of arrival. */
    Instant when(Arrived arrived) {
        Instant told = arrived.report().updatedOn().instant();
        return told == null || told.isBefore(acceptedAt) ? arrived.at() : told;
    }

    /** Whom it was sent to, unmasked. */
    record Recipient(@Nullable String phoneNumber, @Nullable String email) {}

    /**
     * When TeleSign was asked about it.
     *
     * @param lastAt null where it never was
     * @param nextAt when it will be at the earliest if nothing is heard of it until then; null where it will not be
     */
    record Asked(@Nullable Instant lastAt, @Nullable Instant nextAt) {
        static final Asked NEVER = new Asked(null, null);
    }

    /**
     * A report, how it came and when.
     *
     * @param calledBackAt when a callback brought what a look-up had found; null where none did
     */
    record Arrived(
            Report report,
            Entry.Source source,
            boolean late,
            Instant at,
            @Nullable Instant calledBackAt) {}

    /** The recipient answered on a channel. */
    record Answer(String channel, Instant at) {}
}
