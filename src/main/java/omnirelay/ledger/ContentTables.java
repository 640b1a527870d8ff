package omnirelay.ledger;

import omnirelay.message.Change.NewContent;

/** The tables {@code content} and {@code recipient}: what can be erased without touching the history. */
final class ContentTables {
    private ContentTables() {}

    static final Insert<NewContent> INSERT_CONTENT = Insert.<NewContent>into("content")
            .uuid("message_id", fresh -> fresh.id().value())
            .text("body", fresh -> fresh.content().body())
            .ignoringDuplicates();

    static final Insert<NewContent> INSERT_RECIPIENT = Insert.<NewContent>into("recipient")
            .uuid("message_id", fresh -> fresh.id().value())
            .text("phone_number", fresh -> fresh.content().phoneNumber())
            .text("email", fresh -> fresh.content().email())
            .ignoringDuplicates();
}
