package omnirelay.ledger;

import omnirelay.message.Event;
import omnirelay.message.NumberedEvent;
import omnirelay.message.NumberedEvent.Facets;
import omnirelay.message.Outcome;
import org.jspecify.annotations.Nullable;

/** The table {@code event}: the log. */
final class EventTable {
    private EventTable() {}

    /** An event with its number, and what only the table keeps of it. */
    record Line(
            NumberedEvent numbered,
            @Nullable String sender,
            @Nullable String cause) {
        static Line of(NumberedEvent numbered, Event event, @Nullable String cause) {
            return new Line(numbered, event.message().sender(), cause);
        }

        Facets facets() {
            return numbered.facets();
        }
    }

    static final Insert<Line> INSERT = Insert.<Line>into("event")
            .bigint("seq", line -> line.numbered().seq())
            .time("at", line -> line.numbered().at())
            .text("type", line -> line.facets().type().wire())
            .uuid("message_id", line -> line.facets().messageId().value())
            .text("reference_id", line -> line.facets().referenceId())
            .text("external_id", line -> line.facets().externalId())
            .text("number_hash", line -> line.facets().numberHash())
            .text("channel", line -> line.facets().channel())
            .integer("code", line -> line.facets().code())
            .text("outcome", line -> wire(line.facets().outcome()))
            .integer("previous_code", line -> line.facets().previousCode())
            .text("previous_outcome", line -> wire(line.facets().previousOutcome()))
            .text("message_type", line -> line.facets().messageType())
            .text("client", line -> line.facets().client())
            .text("label", line -> line.facets().label())
            .text("country", line -> line.facets().country())
            .text("sender", Line::sender)
            .text("cause", Line::cause)
            .text("body", line -> line.numbered().json())
            .failingOnDuplicates();

    private static @Nullable String wire(@Nullable Outcome outcome) {
        return outcome == null ? null : outcome.wire();
    }
}
