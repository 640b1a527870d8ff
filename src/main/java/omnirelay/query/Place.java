package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import omnirelay.message.Lane;
import omnirelay.message.MessageId;

/**
 * Where a command waits to be sent.
 *
 * @param place in its lane, counted from 1
 * @param held an operator holds it back
 */
record Place(Lane lane, long place, boolean held) {
    private static final String FIND = """
            SELECT lane,
                   (SELECT count(*) FROM queue AS other
                    WHERE other.lane = queue.lane AND other.message_id <= queue.message_id) AS place,
                   EXISTS (SELECT FROM held WHERE held.message_id = queue.message_id) AS held
            FROM queue WHERE message_id = $1
            """;

    /** Empty where it does not wait. */
    static Future<Optional<Place>> of(MessageId id, SqlConnection connection) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.stream().map(Place::read).findFirst());
    }

    private static Place read(Row row) {
        return new Place(Lane.at(row.getInteger("lane")), row.getLong("place"), row.getBoolean("held"));
    }

    JsonObject toJson() {
        return new JsonObject().put("lane", lane.wire()).put("place", place).put("held", held);
    }
}
