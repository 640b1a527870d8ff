package omnirelay.forward;

import io.vertx.core.Future;

/** Looks through the log, page by page, for what is to be forwarded, and writes that down. */
final class LogWalk {
    private final LogReader log;
    private final Addressing addressing;
    private final DeliveryStore deliveries;

    LogWalk(LogReader log, Addressing addressing, DeliveryStore deliveries) {
        this.log = log;
        this.addressing = addressing;
        this.deliveries = deliveries;
    }

    /** One page, if there is anything new; succeeds with whether there may be more. */
    Future<Boolean> step() {
        return log.stand()
                .compose(stand -> stand.anythingNew()
                        ? log.page(stand.reached(), stand.head()).compose(this::write)
                        : Future.succeededFuture(false));
    }

    private Future<Boolean> write(LogPage page) {
        return deliveries.advance(page, addressing.of(page)).map(written -> !page.last());
    }
}
