package omnirelay.feed;

import io.vertx.core.Future;
import java.util.List;
import omnirelay.message.NumberedEvent;

/**
 * One connection as a subscriber sees it. Each write succeeds when the bytes have left for the network: who waits for
 * that before the next write never has more than one frame in memory.
 */
interface Outlet {
    Future<Void> subscribed(String epoch, long seq);

    /** Nothing more of this subscription follows. */
    Future<Void> reset(Reset reason, String epoch, long head);

    /**
     * Events, in order.
     *
     * @param seq how far the log was searched; at least the last event's
     */
    Future<Void> events(List<NumberedEvent> events, long seq);

    /** The subscriber has caught up. */
    Future<Void> live(long seq);

    Future<Void> heartbeat(long seq, long head);

    /** Ends the connection; succeeds when it has ended. */
    Future<Void> close(CloseCode code, String reason);
}
