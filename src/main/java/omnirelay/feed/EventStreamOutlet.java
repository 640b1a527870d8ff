package omnirelay.feed;

import io.vertx.core.Future;
import java.util.List;
import omnirelay.message.NumberedEvent;

/**
 * Server-sent events. Each event is a block with {@code epoch:seq} as its id. A block with nothing but an id moves the
 * client's cursor over events that did not match.
 */
final class EventStreamOutlet implements Outlet {
    private final StreamedResponse response;
    private boolean begun;
    private String epoch = "";

    EventStreamOutlet(StreamedResponse response) {
        this.response = response;
    }

    @Override
    public Future<Void> subscribed(String newEpoch, long seq) {
        return say("subscribed", newEpoch, seq, Frames.subscribed(newEpoch, seq));
    }

    /** A browser comes back by itself with the id it saw last: the head's, from which it goes on after reading anew. */
    @Override
    public Future<Void> reset(Reset reason, String newEpoch, long head) {
        return say("reset", newEpoch, head, Frames.reset(reason, newEpoch, head))
                .compose(said -> response.end());
    }

    @Override
    public Future<Void> events(List<NumberedEvent> events, long seq) {
        StringBuilder blocks = new StringBuilder();
        for (NumberedEvent event : events) {
            blocks.append(id(event.seq())).append("data: ").append(event.json()).append("\n\n");
        }
        if (seq > events.get(events.size() - 1).seq()) {
            blocks.append(id(seq)).append('\n');
        }
        return response.write(blocks.toString());
    }

    @Override
    public Future<Void> live(long seq) {
        return say("live", epoch, seq, Frames.live(seq));
    }

    @Override
    public Future<Void> heartbeat(long seq, long head) {
        return response.write(": heartbeat, head " + head + "\n" + id(seq) + "\n");
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        if (!begun) {
            return response.refuse(StreamedResponse.later(reason));
        }
        return code == CloseCode.TRY_AGAIN ? response.cut() : response.end();
    }

    private Future<Void> say(String type, String newEpoch, long seq, String frame) {
        epoch = newEpoch;
        if (!begun) {
            begun = true;
            response.begin("text/event-stream");
        }
        return response.write(id(seq) + "event: " + type + "\ndata: " + frame + "\n\n");
    }

    private String id(long seq) {
        return "id: " + epoch + ":" + seq + "\n";
    }
}
