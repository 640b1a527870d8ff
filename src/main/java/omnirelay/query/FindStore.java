package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omnirelay.message.MessageId;
import omnirelay.message.NumberHash;
import omnirelay.query.Snapshots.Snapshot;

/** Looks for everything that the text of the box may mean, at once. */
public final class FindStore {
    /** More would not be looked through. */
    static final int MESSAGES_MAX = 20;

    /**
     * $1 what masks leave, $2 the four digits, $3 and $4 bounds. A number that is kept whole must really end so. Each mask
     * is looked for by itself because only so the index gives its newest without sorting; and its number is read row by
     * row, where a join would be planned over all recipients.
     */
    private static final String BY_ENDING = """
            SELECT %s FROM unnest($1::text[]) AS mask (left_over) CROSS JOIN LATERAL (
              SELECT * FROM message
              WHERE right(masked_to, 4) = left_over AND masked_to IS NOT NULL AND alias_of IS NULL
                AND ($3::uuid IS NULL OR id >= $3) AND ($4::uuid IS NULL OR id < $4)
                AND coalesce((SELECT right(phone_number, 4) = $2 FROM recipient WHERE message_id = message.id), true)
              ORDER BY id DESC LIMIT $5) AS message
            ORDER BY id DESC LIMIT $5
            """.formatted(MessageRows.COLUMNS);

    private static final String WISHES = "SELECT number_hash FROM wish WHERE number_hash = ANY ($1)";

    private final Snapshots snapshots;
    private final NumberHash hash;

    /** Over what is stored, where numbers are found by their keyed hash. */
    public FindStore(Snapshots snapshots, NumberHash hash) {
        this.snapshots = snapshots;
        this.hash = hash;
    }

    /**
     * What was found.
     *
     * @param messages newest first, each once
     * @param recipients hashes of the numbers that these went to, the same way, and of those asked for that sent a STOP
     */
    record Found(List<StoredMessage> messages, Set<String> recipients, Records records) {}

    /** @param numbers whether whole numbers are to be read */
    Future<Snapshot<Found>> find(FindQuery query, boolean numbers) {
        return snapshots.read(connection -> found(query, numbers, connection));
    }

    private Future<Found> found(FindQuery query, boolean numbers, SqlConnection connection) {
        Stream<MessageFilter> filters = Stream.concat(Stream.of(query.byExternalId()), query.byReference().stream());
        List<Future<List<StoredMessage>>> named =
                filters.map(filter -> newest(filter, numbers, connection)).toList();
        Future<List<StoredMessage>> sentTo = query.numbers().isEmpty()
                ? Future.succeededFuture(List.of())
                : newest(query.byNumber(hash::of), numbers, connection);
        Future<List<StoredMessage>> ending = query.ending()
                .map(each -> byEnding(each, numbers, connection))
                .orElse(Future.succeededFuture(List.of()));
        Future<Set<String>> wishes = wishes(query, connection);
        Future<Records> records = Records.read(connection);
        return Future.all(named)
                .compose(all -> Future.all(sentTo, ending, wishes, records)
                        .map(rest -> eachOnce(Stream.concat(named.stream(), Stream.of(sentTo, ending))
                                .flatMap(list -> list.result().stream())))
                        .map(messages -> new Found(messages, recipients(messages, wishes.result()), records.result())));
    }

    private static Future<List<StoredMessage>> newest(MessageFilter filter, boolean numbers, SqlConnection connection) {
        return MessageStore.newest(filter, null, MESSAGES_MAX, numbers, connection);
    }

    private static Future<List<StoredMessage>> byEnding(Ending ending, boolean numbers, SqlConnection connection) {
        Tuple values = Tuple.tuple()
                .addValue(ending.masked().toArray(String[]::new))
                .addString(ending.digits())
                .addValue(ending.from() == null ? null : bound(ending.from()))
                .addValue(ending.to() == null ? null : bound(ending.to()))
                .addInteger(MESSAGES_MAX);
        return connection
                .preparedQuery(BY_ENDING)
                .execute(values)
                .compose(rows -> Related.to(rows, numbers, connection));
    }

    private static UUID bound(Instant time) {
        return MessageId.lowestAt(time).value();
    }

    private Future<Set<String>> wishes(FindQuery query, SqlConnection connection) {
        String[] hashes = query.numbers().stream().map(hash::of).toArray(String[]::new);
        return connection
                .preparedQuery(WISHES)
                .execute(Tuple.of(hashes))
                .map(rows -> rows.stream().map((Row row) -> row.getString(0)).collect(Collectors.toSet()));
    }

    private static Set<String> recipients(List<StoredMessage> messages, Set<String> wishes) {
        Stream<String> sentTo = messages.stream()
                .map(each -> each.state().message().numberHash())
                .filter(Objects::nonNull);
        return Stream.concat(sentTo, wishes.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<StoredMessage> eachOnce(Stream<StoredMessage> messages) {
        TreeMap<MessageId, StoredMessage> byId = new TreeMap<>(Comparator.reverseOrder());
        messages.forEach(each -> byId.put(each.state().id(), each));
        return byId.values().stream().limit(MESSAGES_MAX).toList();
    }
}
