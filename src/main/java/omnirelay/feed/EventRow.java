package omnirelay.feed;

import io.vertx.sqlclient.Row;
import omnirelay.message.Event;
import omnirelay.message.MessageId;
import omnirelay.message.NumberedEvent;
import omnirelay.message.NumberedEvent.Facets;
import omnirelay.message.Outcome;
import org.jspecify.annotations.Nullable;

/** An event as the table {@code event} holds it. */
public final class EventRow {
    /** What {@link #read} reads. */
    public static final String COLUMNS = """
            seq, at, type, message_id, reference_id, external_id, number_hash, channel, code, outcome, previous_code,
            previous_outcome, message_type, client, label, country, body
            """;

    private EventRow() {}

    /** Reads a row that has the {@link #COLUMNS}. */
    public static NumberedEvent read(Row row) {
        return new NumberedEvent(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                new Facets(
                        Event.Type.ofWire(row.getString("type")),
                        new MessageId(row.getUUID("message_id")),
                        row.getString("reference_id"),
                        row.getString("external_id"),
                        row.getString("number_hash"),
                        row.getString("channel"),
                        row.getInteger("code"),
                        outcome(row.getString("outcome")),
                        row.getInteger("previous_code"),
                        outcome(row.getString("previous_outcome")),
                        row.getString("message_type"),
                        row.getString("client"),
                        row.getString("label"),
                        row.getString("country")),
                row.getString("body"));
    }

    private static @Nullable Outcome outcome(@Nullable String wire) {
        return wire == null ? null : Outcome.ofWire(wire);
    }
}
