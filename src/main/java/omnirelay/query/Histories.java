package omnirelay.query;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import omnirelay.http.Problem;

/** One message with its history, as it is told. */
public final class Histories {
    private final HistoryStore store;
    private final HistoryJson json;

    public Histories(HistoryStore store, HistoryJson json) {
        this.store = store;
        this.json = json;
    }

    /**
     * The message with this id of the relay's or this reference of TeleSign's; fails with a 404 {@link Problem} where
     * there is none.
     *
     * @param numbersShown whether the reader may see whole numbers
     */
    public Future<JsonObject> tell(String idOrReference, boolean numbersShown) {
        // Nothing stored holds U+0000, and PostgreSQL does not take it as a text.
        return store.find(idOrReference.replace("\0", "?"))
                .map(read -> read.value()
                        .map(history -> json.of(history, read.asOf(), numbersShown))
                        .orElseThrow(() -> Problem.notFound("No message has this id or this reference of TeleSign's."
                                + " One's own external_id is looked for by GET /api/messages?external_id=…")));
    }
}
