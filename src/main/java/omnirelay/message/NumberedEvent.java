package omnirelay.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is on disk, with its number in the log.
 *
 * @param seq counted from 1 without gaps, in the order of commits, the same on every node
 * @param at the database's clock when the batch was committed
 * @param facets what filters look at
 * @param json the event as every outlet writes it; encoded once, when it was committed
 */
public record NumberedEvent(long seq, Instant at, Facets facets, String json) {

    /** What filters look at. Null where the event has no such thing. */
    public record Facets(
            Event.Type type,
            MessageId messageId,
            @Nullable String referenceId,
            @Nullable String externalId,
            @Nullable String numberHash,
            @Nullable String channel,
            @Nullable Integer code,
            @Nullable Outcome outcome,
            @Nullable Integer previousCode,
            @Nullable Outcome previousOutcome,
            @Nullable String messageType,
            @Nullable String client,
            @Nullable String label,
            @Nullable String country) {}
}
