package omnirelay.forward;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import omnirelay.forward.ReceiverStore.Stand;

/** {@code GET /api/receivers}: who is told what happens, and how far each is behind. */
public final class ReceiversHandler implements Handler<RoutingContext> {
    private final Receivers receivers;
    private final ReceiverStore store;

    public ReceiversHandler(Forwarding forwarding) {
        this.receivers = forwarding.receivers();
        this.store = forwarding.store();
    }

    @Override
    public void handle(RoutingContext ctx) {
        store.stands()
                .map(this::withThoseNeverTold)
                .compose(stands -> ctx.json(new JsonObject()
                        .put(
                                "receivers",
                                new JsonArray(stands.stream().map(this::json).toList()))))
                .onFailure(ctx::fail);
    }

    private List<Stand> withThoseNeverTold(List<Stand> told) {
        Set<String> names = new HashSet<>();
        told.forEach(stand -> names.add(stand.receiver()));
        Stream<Stand> neverTold = receivers.configured().stream()
                .filter(name -> !names.contains(name))
                .map(name -> new Stand(name, 0, null, null));
        return Stream.concat(told.stream(), neverTold).toList();
    }

    private JsonObject json(Stand stand) {
        return new JsonObject()
                .put("name", stand.receiver())
                .put("url", receivers.shownUrl(stand.receiver()).orElse(null))
                .put("format", receivers.format(stand.receiver()))
                .put("pending", stand.pending())
                .put("pending_since", AttemptJson.text(stand.oldest()))
                .put("last_attempt", stand.last() == null ? null : AttemptJson.of(stand.last()));
    }
}
