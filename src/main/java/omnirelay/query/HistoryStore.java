package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import omnirelay.message.MessageId;
import omnirelay.query.Snapshots.Snapshot;

/** One message with all that is kept of it. */
public final class HistoryStore {
    private static final String FIND = """
            SELECT %s FROM message
            WHERE id = coalesce((SELECT coalesce(alias_of, id) FROM message WHERE id = $1),
                                (SELECT message_id FROM reference WHERE reference_id = $2))
            """.formatted(MessageRows.COLUMNS);
    private static final String ALIASES = "SELECT id FROM message WHERE alias_of = $1 ORDER BY id";
    private static final String EVENTS = """
            SELECT body FROM event
            WHERE message_id = ANY (ARRAY (SELECT $1::uuid UNION ALL SELECT id FROM message WHERE alias_of = $1))
            ORDER BY seq
            """;
    private static final String CONTENT = "SELECT body FROM content WHERE message_id = $1";

    private final Snapshots snapshots;

    public HistoryStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * A message's history.
     *
     * @param aliases ids under which its reports were kept before it was known that they are this message's
     * @param events as the feed tells them, in order
     * @param content the request as the caller sent it; empty where there is none, or none any more
     * @param place where it waits to be sent; empty where it does not
     */
    record History(
            StoredMessage message,
            List<MessageId> aliases,
            List<String> events,
            List<StoredCallback> callbacks,
            Optional<String> content,
            Optional<Place> place,
            Forwarded forwarded) {}

    /** The message with this id of the relay's, be it an alias, or this reference of TeleSign's. */
    Future<Snapshot<Optional<History>>> find(String idOrReference) {
        UUID id = MessageId.parse(idOrReference).map(MessageId::value).orElse(null);
        Tuple names = Tuple.of(id, idOrReference);
        return snapshots.read(connection -> connection
                .preparedQuery(FIND)
                .execute(names)
                .compose(rows -> Related.to(rows, true, connection))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : history(found.get(0), connection).map(Optional::of)));
    }

    private static Future<History> history(StoredMessage message, SqlConnection connection) {
        MessageId id = message.state().id();
        Future<List<MessageId>> aliases = each(connection, ALIASES, id, row -> new MessageId(row.getUUID("id")));
        Future<List<String>> events = each(connection, EVENTS, id, row -> row.getString("body"));
        Future<List<StoredCallback>> callbacks = CallbackStore.of(id, connection);
        Future<List<String>> content = each(connection, CONTENT, id, row -> row.getString("body"));
        Future<Optional<Place>> place = Place.of(id, connection);
        Future<Forwarded> forwarded = Forwarded.of(id, connection);
        return Future.all(aliases, events, callbacks, content, place, forwarded)
                .map(all -> new History(
                        message,
                        aliases.result(),
                        events.result(),
                        callbacks.result(),
                        content.result().stream().findFirst(),
                        place.result(),
                        forwarded.result()));
    }

    private static <T> Future<List<T>> each(
            SqlConnection connection, String sql, MessageId id, Function<Row, T> meaning) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().map(meaning).toList());
    }
}
