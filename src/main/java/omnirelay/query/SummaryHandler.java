package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/** {@code GET /api/summary}: how many messages show what now, by the hour or the day in which they were accepted. */
public final class SummaryHandler implements Handler<RoutingContext> {
    private final SummaryStore summaries;
    private final InstantSource clock;

    public SummaryHandler(SummaryStore summaries, InstantSource clock) {
        this.summaries = summaries;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        SummaryFilter filter = SummaryFilter.read(ctx.queryParams(), clock.instant());
        summaries
                .read(filter)
                .compose(read -> ctx.json(SummaryJson.of(read, filter)))
                .onFailure(ctx::fail);
    }
}
