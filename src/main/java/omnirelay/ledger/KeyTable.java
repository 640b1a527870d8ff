package omnirelay.ledger;

import java.time.Instant;
import omnirelay.message.Change.KeptKey;

/** The table {@code command_key}: under which key a client's command came. */
final class KeyTable {
    private KeyTable() {}

    record Line(KeptKey kept, Instant at) {}

    /** Keys that are still good, by the database's clock. */
    static final String SELECT = """
            SELECT client, key, body_hash, message_id
            FROM unnest($1::text[], $2::text[]) AS asked (client, key) JOIN command_key USING (client, key)
            WHERE used_at > now() - make_interval(secs => good_for_seconds)
            """;

    static final Insert<Line> INSERT = Insert.<Line>into("command_key")
            .text("client", line -> line.kept().key().client())
            .text("key", line -> line.kept().key().key())
            .text("body_hash", line -> line.kept().key().bodyHash())
            .uuid("message_id", line -> line.kept().id().value())
            .time("used_at", Line::at)
            .integer("good_for_seconds", line ->
                    (int) line.kept().key().goodFor().toSeconds())
            .onConflict("""
                    (client, key) DO UPDATE SET
                      body_hash = EXCLUDED.body_hash, message_id = EXCLUDED.message_id, used_at = EXCLUDED.used_at,
                      good_for_seconds = EXCLUDED.good_for_seconds
                    """);

    static final String FREE = "DELETE FROM command_key WHERE message_id = ANY ($1)";
}
