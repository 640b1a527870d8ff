package omnirelay.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;
import omnirelay.message.NumberedEvent;

/** Fails at the first frame that a subscriber must not get: an event twice, too late, missing, or of another history. */
final class CheckingOutlet implements Outlet {
    private final SimulatedDatabase database;
    private final Filter filter;
    private final Queue<Promise<Void>> leaving = new ArrayDeque<>();
    private String epoch = "";
    private long position;
    private boolean subscribed;
    private boolean live;
    private boolean closed;

    CheckingOutlet(SimulatedDatabase database, Filter filter) {
        this.database = database;
        this.filter = filter;
    }

    Filter filter() {
        return filter;
    }

    boolean subscribed() {
        return subscribed;
    }

    boolean closed() {
        return closed;
    }

    long position() {
        return position;
    }

    boolean live() {
        return live;
    }

    boolean hasUnsent() {
        return !leaving.isEmpty();
    }

    /** Lets the oldest frame leave for the network. */
    void sendOne() {
        leaving.remove().complete();
    }

    @Override
    public Future<Void> subscribed(String newEpoch, long seq) {
        epoch = newEpoch;
        position = seq;
        subscribed = true;
        live = false;
        return write();
    }

    @Override
    public Future<Void> reset(Reset reason, String newEpoch, long head) {
        subscribed = false;
        return write();
    }

    @Override
    public Future<Void> events(List<NumberedEvent> events, long seq) {
        assertThat(subscribed).isTrue();
        List<NumberedEvent> expected = LongStream.rangeClosed(position + 1, seq)
                .mapToObj(number -> database.event(epoch, number))
                .filter(event -> filter.matches(event.facets()))
                .toList();
        assertThat(events).isEqualTo(expected);
        position = seq;
        return write();
    }

    @Override
    public Future<Void> live(long seq) {
        assertThat(subscribed).isTrue();
        nothingMatchesUpTo(seq);
        live = true;
        return write();
    }

    @Override
    public Future<Void> heartbeat(long seq, long head) {
        assertThat(subscribed).isTrue();
        assertThat(head).isGreaterThanOrEqualTo(seq);
        nothingMatchesUpTo(seq);
        return write();
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        subscribed = false;
        closed = true;
        return Future.succeededFuture();
    }

    private void nothingMatchesUpTo(long seq) {
        assertThat(LongStream.rangeClosed(position + 1, seq)
                        .mapToObj(number -> database.event(epoch, number))
                        .filter(event -> filter.matches(event.facets())))
                .isEmpty();
        position = seq;
    }

    private Future<Void> write() {
        // One frame of events, and the small ones that do not wait: an answer, a reset.
        assertThat(leaving).hasSizeLessThan(4);
        Promise<Void> promise = Promise.promise();
        leaving.add(promise);
        return promise.future();
    }
}
