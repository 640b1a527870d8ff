package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import omnirelay.query.Snapshots.Snapshot;

/** What is kept of callbacks that nobody signed whom the relay knows. */
public final class ConnectionStore {
    /** Over how many days they are told. */
    static final int DAYS = 7;

    private static final String REFUSED = """
            SELECT cause, sum(refusals)::bigint AS refusals, max(last_at) AS last_at
            FROM callback_refusal WHERE hour > now() - make_interval(days => $1)
            GROUP BY cause ORDER BY max(last_at) DESC
            """;

    private final Snapshots snapshots;

    public ConnectionStore(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** By cause, the last first. */
    Future<Snapshot<JsonArray>> refused() {
        return snapshots.read(connection -> connection
                .preparedQuery(REFUSED)
                .execute(Tuple.of(DAYS))
                .map(rows ->
                        new JsonArray(rows.stream().map(ConnectionStore::json).toList())));
    }

    private static JsonObject json(Row row) {
        return new JsonObject()
                .put("cause", row.getString("cause"))
                .put("refusals", row.getLong("refusals"))
                .put("last_at", row.getOffsetDateTime("last_at").toInstant().toString());
    }
}
