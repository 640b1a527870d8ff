package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.Role;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;

/**
 * {@code POST /api/find}: messages and recipients by whatever a person has at hand. The text is posted, because it may
 * be a number, and addresses are kept by logs and histories.
 */
public final class FindHandler implements Handler<RoutingContext> {
    private static final String QUERY = "query";
    private static final String COUNTRY = "country";
    private static final String ZONE = "zone";
    private static final Set<String> MEMBERS = Set.of(QUERY, COUNTRY, ZONE);
    private static final int LENGTH_MAX = 256;

    private final FindStore store;
    private final FindJson json;
    private final String home;
    private final InstantSource clock;

    /** @param home the country whose national spelling is meant where none is named */
    public FindHandler(
            FindStore store, RecipientTokens tokens, MessageJson messages, String home, InstantSource clock) {
        this.store = store;
        this.json = new FindJson(tokens, messages);
        this.home = home;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonFields given =
                JsonFields.of(StrictJson.object(ReceiveBodyHandler.received(ctx).bytes()), MEMBERS);
        FindQuery query = query(given);
        boolean numbers = AuthenticationHandler.principal(ctx).has(Role.VIEW_NUMBERS);
        store.find(query, numbers)
                .compose(found -> ctx.json(json.of(query, found, numbers)))
                .onFailure(ctx::fail);
    }

    private FindQuery query(JsonFields given) {
        String text = given.requiredText(QUERY).strip();
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw Problem.inField(
                    QUERY,
                    "Must be a number, the last four digits of one, or a reference, of at most " + LENGTH_MAX
                            + " characters.");
        }
        String country = given.text(COUNTRY).orElse(home).toUpperCase(Locale.ROOT);
        return FindQuery.read(
                text, country, clock.instant(), zone(given.text(ZONE).orElse("UTC")));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Problem.inField(ZONE, "Must be the name of a time zone, such as Europe/Berlin.");
        }
    }
}
