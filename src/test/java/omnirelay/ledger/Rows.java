package omnirelay.ledger;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;

/** What the database holds, read past the ledger. */
final class Rows {
    private final Pool pool;

    Rows(TestDatabase database, Vertx vertx) {
        this.pool = database.pool(vertx);
    }

    /** The first column of every row. */
    <T> List<T> column(Class<T> type, String sql, Object... parameters) {
        RowSet<Row> rows = Soon.await(pool.preparedQuery(sql).execute(Tuple.wrap(List.of(parameters))));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.get(type, 0))
                .toList();
    }

    <T> T one(Class<T> type, String sql, Object... parameters) {
        return column(type, sql, parameters).get(0);
    }

    long count(String fromWhere, Object... parameters) {
        return one(Long.class, "SELECT count(*) FROM " + fromWhere, parameters);
    }

    MessageState state(MessageId id) {
        return Soon.await(new MessageReader(pool).find(id.toString())).orElseThrow();
    }
}
