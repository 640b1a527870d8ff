package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.Role;
import omnirelay.http.Problem;
import omnirelay.http.QueryParameters;
import omnirelay.message.Change.Verdict;
import omnirelay.query.Cursor.AfterCallback;

/** {@code GET /api/callbacks} and {@code GET /api/quarantine}: callbacks as they came, newest first. */
public final class CallbacksHandler implements Handler<RoutingContext> {
    private static final String VERDICT = "verdict";
    private static final List<String> VERDICTS =
            Stream.of(Verdict.values()).map(CallbacksHandler::wire).toList();

    private final CallbackStore callbacks;
    private final boolean quarantine;

    private CallbacksHandler(CallbackStore callbacks, boolean quarantine) {
        this.callbacks = callbacks;
        this.quarantine = quarantine;
    }

    /** All, or those with the verdicts that are asked for. */
    public static CallbacksHandler all(CallbackStore callbacks) {
        return new CallbacksHandler(callbacks, false);
    }

    /** Those that could not be understood. */
    public static CallbacksHandler quarantine(CallbackStore callbacks) {
        return new CallbacksHandler(callbacks, true);
    }

    @Override
    public void handle(RoutingContext ctx) {
        MultiMap query = ctx.queryParams();
        QueryParameters given = QueryParameters.of(
                query, quarantine ? Set.of("limit", Cursor.FIELD) : Set.of(VERDICT, "limit", Cursor.FIELD));
        AfterCallback after = given.text(Cursor.FIELD).map(Cursor::callback).orElse(null);
        int limit = given.integer("limit", 1, Page.LIMIT_MAX, Page.DEFAULT_LIMIT);
        boolean numbers = AuthenticationHandler.principal(ctx).has(Role.VIEW_NUMBERS);
        callbacks
                .page(verdicts(given), after, limit)
                .map(read -> CallbackJson.page(read, limit, numbers))
                .compose(page -> {
                    if (page.next() != null) {
                        ctx.response().putHeader("Link", Page.link(query, page.next()));
                    }
                    return ctx.json(page.json());
                })
                .onFailure(ctx::fail);
    }

    private List<String> verdicts(QueryParameters given) {
        if (quarantine) {
            return List.of(wire(Verdict.QUARANTINED));
        }
        List<String> verdicts = given.texts(VERDICT);
        if (!VERDICTS.containsAll(verdicts)) {
            throw Problem.inField(VERDICT, "Must be one of " + String.join(", ", VERDICTS) + ".");
        }
        return verdicts;
    }

    private static String wire(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
