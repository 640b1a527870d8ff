package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import omnirelay.message.MessageId;
import omnirelay.message.Outcome;
import omnirelay.message.SendState;
import omnirelay.query.Snapshots.Snapshot;
import org.jspecify.annotations.Nullable;

/** Lists of messages, newest first. */
public final class MessageStore {
    // A filter that is not given is a parameter that is null; the planner, which sees the values, leaves it away. One
    // value is compared with = because only then does an index on (column, id) give the newest without sorting.
    private static final String PAGE = """
            SELECT %s FROM message
            WHERE alias_of IS NULL
              AND ($1::uuid IS NULL OR id < $1)
              AND ($2::uuid IS NULL OR id >= $2)
              AND ($3::uuid IS NULL OR id < $3)
              AND ($4::uuid[] IS NULL OR id = ANY ($4))
              AND ($5::text[] IS NULL OR id = ANY (ARRAY (
                    SELECT message_id FROM reference WHERE reference_id = ANY ($5)
                    UNION SELECT id FROM message WHERE reference_taken AND reference_id = ANY ($5))))
              AND ($6::text[] IS NULL OR CASE cardinality($6)
                    WHEN 1 THEN external_id = $6[1] ELSE external_id = ANY ($6) END)
              AND ($7::text[] IS NULL OR CASE cardinality($7)
                    WHEN 1 THEN number_hash = $7[1] ELSE number_hash = ANY ($7) END)
              AND ($8::text[] IS NULL OR channels && $8)
              AND ($9::text[] IS NULL OR CASE cardinality($9)
                    WHEN 1 THEN outcome = $9[1] ELSE outcome = ANY ($9) END)
              AND ($10::integer[] IS NULL OR CASE cardinality($10)
                    WHEN 1 THEN code = $10[1] ELSE code = ANY ($10) END)
              AND ($11::text[] IS NULL OR message_type = ANY ($11))
              AND ($12::text[] IS NULL OR CASE cardinality($12)
                    WHEN 1 THEN client = $12[1] ELSE client = ANY ($12) END)
              AND ($13::text[] IS NULL OR CASE cardinality($13)
                    WHEN 1 THEN label = $13[1] ELSE label = ANY ($13) END)
              AND ($14::text[] IS NULL OR country = ANY ($14))
              AND ($15::text[] IS NULL OR CASE cardinality($15)
                    WHEN 1 THEN send = $15[1] ELSE send = ANY ($15) END)
              AND ($16::boolean IS NULL OR double_delivery = $16)
              AND ($17::boolean IS NULL OR stale = $17)
              AND ($18::boolean IS NULL OR (id = ANY (ARRAY (SELECT message_id FROM held))) = $18)
              AND ($19::boolean IS NULL OR %s = $19)
              AND ($20::text[] IS NULL OR EXISTS (
                    SELECT FROM unnest($20, $21::text[]) AS asked (channel, outcome)
                    WHERE asked.outcome = (%s)))
            ORDER BY id DESC LIMIT $22
            """.formatted(MessageRows.COLUMNS, MessageRows.OVERDUE_SQL, ShownOnChannel.SQL);

    private final Snapshots snapshots;

    public MessageStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * One page, and one message more where there is another page.
     *
     * @param before the last message of the page before; null for the first page
     * @param recipients whether whole numbers and addresses are to be read
     */
    Future<Snapshot<List<StoredMessage>>> page(
            MessageFilter filter, @Nullable MessageId before, int limit, boolean recipients) {
        return snapshots.read(connection -> newest(filter, before, limit + 1, recipients, connection));
    }

    /** As many as there are, at most {@code count}, within a snapshot that others read too. */
    static Future<List<StoredMessage>> newest(
            MessageFilter filter, @Nullable MessageId before, int count, boolean recipients, SqlConnection connection) {
        return connection
                .preparedQuery(PAGE)
                .execute(values(filter, before).addInteger(count))
                .compose(rows -> Related.to(rows, recipients, connection));
    }

    private static Tuple values(MessageFilter filter, @Nullable MessageId before) {
        return Tuple.tuple()
                .addValue(before == null ? null : before.value())
                .addValue(filter.lowest().map(MessageId::value).orElse(null))
                .addValue(filter.beyond().map(MessageId::value).orElse(null))
                .addValue(array(filter.messageIds(), MessageId::value, UUID[]::new))
                .addValue(texts(filter.referenceIds()))
                .addValue(texts(filter.externalIds()))
                .addValue(texts(filter.numberHashes()))
                .addValue(texts(filter.channels()))
                .addValue(array(filter.outcomes(), Outcome::wire, String[]::new))
                .addValue(array(filter.codes(), Function.identity(), Integer[]::new))
                .addValue(texts(filter.messageTypes()))
                .addValue(texts(filter.clients()))
                .addValue(texts(filter.labels()))
                .addValue(texts(filter.countries()))
                .addValue(array(filter.sends(), SendState::wire, String[]::new))
                .addValue(filter.doubleDelivery())
                .addValue(filter.stale())
                .addValue(filter.held())
                .addValue(filter.overdue())
                .addValue(array(filter.channelOutcomes(), ShownOnChannel::channel, String[]::new))
                .addValue(
                        array(filter.channelOutcomes(), shown -> shown.outcome().wire(), String[]::new));
    }

    private static String @Nullable [] texts(List<String> values) {
        return array(values, Function.identity(), String[]::new);
    }

    private static <T, S> S @Nullable [] array(
            List<T> values, Function<T, S> column, java.util.function.IntFunction<S[]> newArray) {
        return values.isEmpty() ? null : values.stream().map(column).toArray(newArray);
    }
}
