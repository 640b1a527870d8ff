package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import omnirelay.message.Message;
import omnirelay.message.MessageId;
import omnirelay.query.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/** One recipient, by the keyed hash of its number. */
public final class RecipientStore {
    /** How many of its messages are looked at. */
    static final int MESSAGES_MAX = 20;

    private static final String WISH = """
            SELECT stop, sent_at, channel, message_id FROM wish WHERE number_hash = $1
            """;

    /** $1 the country, $2 channels. This hour and the one before are now; the 24 hours before them are the comparison. */
    private static final String OTHERS = """
            WITH span AS (
              SELECT date_trunc('hour', now(), 'UTC') - interval '1 hour' AS since,
                     greatest(date_trunc('hour', now(), 'UTC') - interval '25 hours', counted_since) AS before_since
              FROM feed_head)
            SELECT asked.channel, since, before_since,
                   coalesce(sum(messages) FILTER (WHERE hour >= since), 0)::bigint AS messages,
                   coalesce(sum(messages) FILTER (WHERE hour >= since AND bad), 0)::bigint AS failed,
                   coalesce(sum(messages) FILTER (WHERE hour < since), 0)::bigint AS messages_before,
                   coalesce(sum(messages) FILTER (WHERE hour < since AND bad), 0)::bigint AS failed_before
            FROM span CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS asked (channel, place) LEFT JOIN LATERAL (
              SELECT hour, messages, outcome IN ('failed', 'rejected', 'blocked') AS bad FROM channel_count
              WHERE hour >= since - interval '24 hours' AND country = $1 AND channel_count.channel = asked.channel
                AND outcome <> 'in_progress') AS counted ON true
            GROUP BY asked.channel, asked.place, since, before_since ORDER BY asked.place
            """;

    private final Snapshots snapshots;

    public RecipientStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * What is known of a recipient.
     *
     * @param messages the newest, newest first
     * @param others how it goes with the country and the channels of the newest message
     */
    record Known(List<StoredMessage> messages, Optional<Wished> wish, List<Others> others, Records records) {}

    /** The last STOP, or START, and the message that was answered, where it is known. */
    record Wished(
            boolean stop,
            Instant sentAt,
            String channel,
            @Nullable MessageId message) {
        private static Wished of(Row row) {
            UUID message = row.getUUID("message_id");
            return new Wished(
                    row.getBoolean("stop"),
                    row.getOffsetDateTime("sent_at").toInstant(),
                    row.getString("channel"),
                    message == null ? null : new MessageId(message));
        }
    }

    /** Messages of anyone to the same country on a channel, of which it is known how they ended. */
    record Others(String channel, Instant since, Share now, Instant beforeSince, Share before) {
        private static Others of(Row row) {
            return new Others(
                    row.getString("channel"),
                    row.getOffsetDateTime("since").toInstant(),
                    new Share(row.getLong("messages"), row.getLong("failed")),
                    row.getOffsetDateTime("before_since").toInstant(),
                    new Share(row.getLong("messages_before"), row.getLong("failed_before")));
        }
    }

    record Share(long messages, long failed) {}

    /** @param numbers whether the whole number is to be read */
    Future<Snapshot<Known>> read(String numberHash, boolean numbers) {
        MessageFilter its = MessageFilter.byNumbers(List.of(numberHash));
        return snapshots.read(connection -> {
            Future<Optional<Wished>> wish = wish(numberHash, connection);
            Future<Records> records = Records.read(connection);
            return MessageStore.newest(its, null, MESSAGES_MAX, numbers, connection)
                    .compose(messages -> others(messages, connection)
                            .compose(others -> Future.all(wish, records)
                                    .map(all -> new Known(messages, wish.result(), others, records.result()))));
        });
    }

    private static Future<Optional<Wished>> wish(String numberHash, SqlConnection connection) {
        return connection
                .preparedQuery(WISH)
                .execute(Tuple.of(numberHash))
                .map(rows -> rows.stream().findFirst().map(Wished::of));
    }

    private static Future<List<Others>> others(List<StoredMessage> messages, SqlConnection connection) {
        if (messages.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        Message newest = messages.get(0).state().message();
        String[] channels = messages.get(0).state().channels().toArray(String[]::new);
        return connection
                .preparedQuery(OTHERS)
                .execute(Tuple.tuple().addString(newest.country()).addValue(channels))
                .map(rows -> rows.stream().map(Others::of).toList());
    }
}
