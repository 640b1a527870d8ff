package omnirelay.feed;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import omnirelay.feed.Admission.Viewer;
import omnirelay.http.Problem;
import omnirelay.message.NumberHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log over plain HTTP: as server-sent events that never end, or as lines up to the head. */
public final class StreamHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);

    private final Feed feed;
    private final NumberHash numbers;
    private final Function<RoutingContext, Admission> access;
    private final Function<StreamedResponse, Outlet> outlet;
    private final Cursor begin;
    private final boolean endless;

    private StreamHandler(
            Feed feed,
            NumberHash numbers,
            Function<RoutingContext, Admission> access,
            Function<StreamedResponse, Outlet> outlet,
            Cursor begin,
            boolean endless) {
        this.feed = feed;
        this.numbers = numbers;
        this.access = access;
        this.outlet = outlet;
        this.begin = begin;
        this.endless = endless;
    }

    /** Server-sent events, from now on where the client does not say otherwise. */
    static StreamHandler serverSentEvents(Feed feed, NumberHash numbers, Function<RoutingContext, Admission> access) {
        return new StreamHandler(feed, numbers, access, EventStreamOutlet::new, Cursor.End.NOW, true);
    }

    /** Newline-delimited JSON, from the start where the client does not say otherwise. */
    public static StreamHandler lines(Feed feed, NumberHash numbers, Function<RoutingContext, Admission> access) {
        return new StreamHandler(feed, numbers, access, EventLinesOutlet::new, Cursor.End.START, false);
    }

    @Override
    public void handle(RoutingContext ctx) {
        Viewer viewer = viewer(access.apply(ctx));
        Subscription wanted = wanted(ctx);
        StreamedResponse response = new StreamedResponse(ctx.vertx(), ctx.request(), ctx::fail, feed.figures());
        Seat seat = feed.seat(outlet.apply(response), viewer)
                .orElseThrow(() -> StreamedResponse.later("There are too many subscribers; try again later."));
        ctx.addEndHandler(ended -> seat.leave());
        seat.subscribe(wanted).onFailure(gone -> LOG.debug("nobody waits for the log: {}", gone.getMessage()));
    }

    private Subscription wanted(RoutingContext ctx) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap().addAll(ctx.queryParams());
        String lastEventId = ctx.request().getHeader("Last-Event-ID");
        if (lastEventId != null) {
            query.set("after", lastEventId);
        }
        return Subscription.of(query, begin, endless, numbers);
    }

    private static Viewer viewer(Admission admission) {
        if (admission instanceof Viewer viewer) {
            return viewer;
        }
        throw admission == Admission.Refused.NOT_AUTHENTICATED
                ? Problem.unauthenticated("Sign in, or send a client's key.")
                : Problem.forbidden("Watching the feed takes the role view.");
    }
}
