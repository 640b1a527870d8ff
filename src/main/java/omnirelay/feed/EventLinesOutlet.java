package omnirelay.feed;

import io.vertx.core.Future;
import java.util.List;
import omnirelay.http.Problem;
import omnirelay.message.NumberedEvent;

/** Newline-delimited JSON: one event a line, up to the head, then the answer is whole. */
final class EventLinesOutlet implements Outlet {
    private static final String CONTENT_TYPE = "application/x-ndjson";

    private final StreamedResponse response;

    EventLinesOutlet(StreamedResponse response) {
        this.response = response;
    }

    /** Lines hold their seq; a header says of which epoch, so that a client can go on from its last line. */
    @Override
    public Future<Void> subscribed(String epoch, long seq) {
        response.header("Omnirelay-Epoch", epoch);
        response.begin(CONTENT_TYPE);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> reset(Reset reason, String epoch, long head) {
        return response.refuse(Problem.of(
                410,
                "There is no way on from this cursor (%s): read anew, then go on from %s."
                        .formatted(reason.wire(), new Cursor.After(epoch, head))));
    }

    @Override
    public Future<Void> events(List<NumberedEvent> events, long seq) {
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append(event.json()).append('\n'));
        return response.write(lines.toString());
    }

    @Override
    public Future<Void> live(long seq) {
        return response.end();
    }

    @Override
    public Future<Void> heartbeat(long seq, long head) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        return response.refuse(StreamedResponse.later(reason));
    }
}
