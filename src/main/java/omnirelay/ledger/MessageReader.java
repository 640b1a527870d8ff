package omnirelay.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import omnirelay.message.Entry;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.message.Report;

/** Reads messages as the rules see them, for those who act on one. */
public final class MessageReader {
    private static final int MOST = 500;

    private final Pool pool;

    public MessageReader(Pool pool) {
        this.pool = pool;
    }

    /** A call that was begun and never ended. */
    public record Abandoned(MessageId id, int attempt) {}

    /** The message with this id of the relay's or this reference of TeleSign's. */
    public Future<Optional<MessageState>> find(String idOrReference) {
        Optional<MessageId> id = MessageId.parse(idOrReference);
        return pool.withConnection(connection -> id.map(own -> byId(connection, own.value()))
                .orElse(Future.succeededFuture(Optional.empty()))
                .compose(found ->
                        found.isPresent() ? Future.succeededFuture(found) : byReference(connection, idOrReference)));
    }

    private Future<Optional<MessageState>> byReference(SqlConnection connection, String reference) {
        return connection
                .preparedQuery("SELECT message_id FROM reference WHERE reference_id = $1")
                .execute(Tuple.of(reference))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : byId(connection, rows.iterator().next().getUUID("message_id")));
    }

    private Future<Optional<MessageState>> byId(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(MessageTable.SELECT_ONE)
                .execute(Tuple.of(id))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : withReports(connection, rows.iterator().next()));
    }

    private Future<Optional<MessageState>> withReports(SqlConnection connection, Row message) {
        UUID alias = message.getUUID("alias_of");
        if (alias != null) {
            return byId(connection, alias);
        }
        return connection
                .preparedQuery(ReportTable.SELECT_ONE)
                .execute(Tuple.of(message.getUUID("id")))
                .map(rows -> Optional.of(MessageTable.read(message, reports(rows))));
    }

    private static Map<Report.Identity, Report> reports(Iterable<Row> rows) {
        Map<Report.Identity, Report> reports = new LinkedHashMap<>();
        rows.forEach(row -> {
            Report report = ReportTable.read(row);
            reports.put(report.identity(), report);
        });
        return reports;
    }

    /** Whether a command came under this key before. */
    public Future<Boolean> isUsed(Entry.CommandKey key) {
        return pool.preparedQuery(KeyTable.SELECT)
                .execute(Tuple.tuple()
                        .addArrayOfString(new String[] {key.client()})
                        .addArrayOfString(new String[] {key.key()}))
                .map(rows -> rows.size() > 0);
    }

    /** The requests of commands as their callers sent them; those that were erased are left out. */
    public Future<Map<MessageId, String>> contents(List<MessageId> ids) {
        return pool.preparedQuery("SELECT message_id, body FROM content WHERE message_id = ANY ($1)")
                .execute(Tuple.tuple()
                        .addValue(ids.stream().map(MessageId::value).toArray(UUID[]::new)))
                .map(rows -> {
                    Map<MessageId, String> contents = new HashMap<>();
                    rows.forEach(row -> contents.put(new MessageId(row.getUUID("message_id")), row.getString("body")));
                    return contents;
                });
    }

    /** Calls that began longer ago than {@code age}, by the database's clock. */
    public Future<List<Abandoned>> abandoned(Duration age) {
        return pool.preparedQuery("""
                        SELECT id, attempt FROM message
                        WHERE send = 'sending' AND began_at < now() - make_interval(secs => $1) LIMIT $2
                        """)
                .execute(Tuple.of((double) age.toSeconds(), MOST))
                .map(rows -> rows.stream()
                        .map(row -> new Abandoned(new MessageId(row.getUUID("id")), row.getInteger("attempt")))
                        .toList());
    }
}
