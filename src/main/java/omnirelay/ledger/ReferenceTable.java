package omnirelay.ledger;

import omnirelay.message.Change.NewReference;

/** The table {@code reference}: which message a reference of TeleSign's belongs to. */
final class ReferenceTable {
    private ReferenceTable() {}

    static final String SELECT = "SELECT reference_id, message_id FROM reference WHERE reference_id = ANY ($1)";

    static final Insert<NewReference> INSERT = Insert.<NewReference>into("reference")
            .text("reference_id", NewReference::referenceId)
            .uuid("message_id", fresh -> fresh.id().value())
            .text("channel", NewReference::channel)
            .ignoringDuplicates();

    /** $1 the message that turned out to be $2. */
    static final String MOVE = "UPDATE reference SET message_id = $2 WHERE message_id = $1";
}
