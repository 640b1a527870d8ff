package omnirelay.forward;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import omnirelay.feed.Cursor;
import omnirelay.forward.LogPage.Place;
import omnirelay.http.Problem;
import omnirelay.message.MessageId;

/** Tells a receiver again what it was told, or was to be told, before. */
final class Replay {
    private final LogReader log;
    private final Addressing addressing;
    private final DeliveryStore deliveries;

    Replay(LogReader log, Addressing addressing, DeliveryStore deliveries) {
        this.log = log;
        this.addressing = addressing;
        this.deliveries = deliveries;
    }

    /** All that followed an event; succeeds with how many deliveries that are. Fails with a 409 for another history's. */
    Future<Integer> after(String receiver, Cursor cursor) {
        return log.stand().compose(stand -> after(receiver, position(cursor, stand), stand));
    }

    /** All that happened from a time on; succeeds with how many deliveries that are. */
    Future<Integer> from(String receiver, Instant time) {
        return log.stand().compose(stand -> log.lastBefore(time).compose(seq -> after(receiver, seq, stand)));
    }

    private Future<Integer> after(String receiver, long seq, LogReader.Stand stand) {
        return log.positionBehind(seq)
                .compose(
                        position -> pages(new Place(seq, position), stand.reached(), only(receiver, fresh -> true), 0));
    }

    /** All of one message. */
    Future<Integer> of(String receiver, MessageId message) {
        return log.of(message)
                .compose(page ->
                        write(page, only(receiver, fresh -> fresh.message().equals(message))));
    }

    private static long position(Cursor cursor, LogReader.Stand stand) {
        if (!(cursor instanceof Cursor.After after)) {
            return cursor == Cursor.End.START ? 0 : stand.reached().seq();
        }
        if (!after.epoch().equals(stand.epoch()) || after.seq() > stand.head()) {
            throw Problem.of(
                    409,
                    "There is no such event in the log as it is now: its epoch is %s, its last event %d."
                            .formatted(stand.epoch(), stand.head()));
        }
        return after.seq();
    }

    private static Predicate<Fresh> only(String receiver, Predicate<Fresh> which) {
        return fresh -> fresh.target().receiver().equals(receiver) && which.test(fresh);
    }

    /** What has not been looked through yet will be forwarded anyway. */
    private Future<Integer> pages(Place from, Place reached, Predicate<Fresh> which, int before) {
        if (from.seq() >= reached.seq() && from.position() >= reached.position()) {
            return Future.succeededFuture(before);
        }
        return log.page(from, reached.seq())
                .compose(page -> write(page, which).compose(written -> {
                    boolean over = page.last() || page.to().equals(from);
                    return over
                            ? Future.succeededFuture(before + written)
                            : pages(page.to(), reached, which, before + written);
                }));
    }

    private Future<Integer> write(LogPage page, Predicate<Fresh> which) {
        List<Fresh> again = addressing.of(page).stream().filter(which).toList();
        return again.isEmpty()
                ? Future.succeededFuture(0)
                : deliveries.add(again).map(added -> again.size());
    }
}
