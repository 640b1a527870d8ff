package omnirelay.ledger;

import io.vertx.sqlclient.Row;
import java.time.Instant;

/**
 * The one row that gives events their numbers and batches their order.
 *
 * @param seq the number of the last event
 * @param at the database's clock when the row was locked
 * @param countedSince messages accepted before are in no count
 */
record FeedHead(long seq, Instant at, Instant countedSince) {
    static final String LOCK = "SELECT seq, clock_timestamp() AS at, counted_since FROM feed_head FOR UPDATE";

    static final String MOVE = "UPDATE feed_head SET seq = $1";

    /** Wakes the feeds of the other nodes. */
    static final String NOTIFY = "SELECT pg_notify('omnirelay_feed', $1)";

    static FeedHead read(Row row) {
        return new FeedHead(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getOffsetDateTime("counted_since").toInstant());
    }
}
