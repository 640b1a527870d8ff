package omnirelay.telesign;

import java.time.Instant;
import java.util.List;
import omnirelay.message.Entry;
import omnirelay.message.Report;
import org.jspecify.annotations.Nullable;

/** What a callback says. */
public sealed interface Callback {

    /**
     * A status of a message: delivered, read, on its way, failed.
     *
     * @param reports the channels in TeleSign's order, the message as a whole last
     */
    record Reported(Entry.Subject subject, List<Report> reports) implements Callback {
        public Reported {
            reports = List.copyOf(reports);
        }
    }

    /**
     * The recipient answered.
     *
     * @param originalReferenceId the reference of the message that was answered; null where TeleSign does not say
     * @param phoneNumber the recipient's, as TeleSign writes it; null for an e-mail
     * @param action {@code stop}, {@code start}, {@code help} or {@code generic}; null where there is none
     * @param sentAt TeleSign's time of the reply; null where it gives none that can be read
     */
    record Replied(
            String channel,
            @Nullable String originalReferenceId,
            @Nullable String phoneNumber,
            @Nullable String action,
            @Nullable Instant sentAt)
            implements Callback {

        /** The number does not belong in a log. */
        @Override
        public String toString() {
            return "Replied[" + channel + ", " + originalReferenceId + ", " + action + "]";
        }
    }

    /**
     * About something other than a message.
     *
     * @param kind {@code template}, {@code verify}, {@code bulk_sms}, or TeleSign's own {@code sub_resource}
     */
    record Filed(String kind) implements Callback {}

    /**
     * Nothing the relay knows.
     *
     * @param reason a sentence for people, without anything of the body
     */
    record NotUnderstood(String reason) implements Callback {}
}
