package omnirelay.ledger;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import omnirelay.message.Known;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Report;

/** The first round trip of a batch: begin, lock the head, read what the batch touches. */
final class BatchReading {
    private static final String LATEST = """
            SELECT hash, channel, latest_to(hash, channel) AS message_id
            FROM unnest($1::text[], $2::text[]) AS asked (hash, channel)
            """;

    private final PgConnection connection;
    private final Touched touched;
    private final WorkingSet known;
    private final Map<MessageId, Long> lastSeq = new HashMap<>();
    private final Map<UUID, Map<Report.Identity, Report>> reports = new HashMap<>();
    private final List<Row> messages = new ArrayList<>();

    /**
     * What was known before the batch.
     *
     * @param lastSeq the number of each known message's last event
     */
    record Before(FeedHead head, WorkingSet known, Map<MessageId, Long> lastSeq) {}

    BatchReading(PgConnection connection, Touched touched, WorkingSet known) {
        this.connection = connection;
        this.touched = touched;
        this.known = known;
    }

    Future<Before> run() {
        List<Future<?>> answers = new ArrayList<>();
        answers.add(connection.query("BEGIN ISOLATION LEVEL READ COMMITTED").execute());
        Future<FeedHead> head = connection
                .preparedQuery(FeedHead.LOCK)
                .execute()
                .map(rows -> FeedHead.read(rows.iterator().next()));
        answers.add(head);
        if (touched.anyReference()) {
            answers.add(each(ReferenceTable.SELECT, touched.references(), this::reference));
        }
        if (touched.anyKey()) {
            answers.add(each(KeyTable.SELECT, touched.keys(), this::key));
        }
        if (touched.anyHash()) {
            answers.add(each(CallbackTable.KEPT, touched.hashes(), row -> known.keep(row.getString("hash"))));
        }
        if (touched.anyReply()) {
            answers.add(each(LATEST, touched.replies(), this::latest));
        }
        if (touched.anyRecipient()) {
            answers.add(each(WishTable.SELECT, touched.recipients(), row -> known.wish(WishTable.read(row))));
        }
        if (touched.anyMessage()) {
            answers.add(each(ReportTable.SELECT, touched.messages(), this::report));
            answers.add(each(MessageTable.SELECT, touched.messages(), messages::add));
        }
        return Future.all(answers).map(all -> before(head.result()));
    }

    private Future<RowSet<Row>> each(String sql, Tuple tuple, Consumer<Row> take) {
        return connection.preparedQuery(sql).execute(tuple).map(rows -> {
            rows.forEach(take);
            return rows;
        });
    }

    private void reference(Row row) {
        known.reference(row.getString("reference_id"), new MessageId(row.getUUID("message_id")));
    }

    private void key(Row row) {
        MessageId id = new MessageId(row.getUUID("message_id"));
        known.key(row.getString("client"), row.getString("key"), new Known.KeyUse(id, row.getString("body_hash")));
    }

    private void latest(Row row) {
        UUID id = row.getUUID("message_id");
        if (id != null) {
            known.latestTo(row.getString("hash"), row.getString("channel"), new MessageId(id));
        }
    }

    private void report(Row row) {
        Report report = ReportTable.read(row);
        reports.computeIfAbsent(row.getUUID("message_id"), id -> new LinkedHashMap<>())
                .put(report.identity(), report);
    }

    private Before before(FeedHead head) {
        for (Row row : messages) {
            MessageState state = MessageTable.read(row, reports.getOrDefault(row.getUUID("id"), Map.of()));
            known.message(state);
            lastSeq.put(state.id(), row.getLong("seq"));
        }
        return new Before(head, known, lastSeq);
    }
}
