package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.Role;
import omnirelay.http.Problem;
import omnirelay.http.QueryParameters;
import omnirelay.message.MessageId;

/** {@code GET /api/messages}: newest first, by the state that is shown now. */
public final class MessagesHandler implements Handler<RoutingContext> {
    private static final String PHONE_NUMBER = "phone_number";
    private static final Set<String> PARAMETERS = parameters();

    private final MessageStore messages;
    private final MessageJson json;

    public MessagesHandler(MessageStore messages, MessageJson json) {
        this.messages = messages;
        this.json = json;
    }

    private static Set<String> parameters() {
        Set<String> names = new HashSet<>(MessageFilter.NAMES);
        names.addAll(Set.of("limit", Cursor.FIELD));
        return Set.copyOf(names);
    }

    @Override
    public void handle(RoutingContext ctx) {
        MultiMap query = ctx.queryParams();
        if (query.contains(PHONE_NUMBER)) {
            throw Problem.inField(
                    PHONE_NUMBER,
                    "A number never stands in an address, which logs and histories keep;"
                            + " post it to /api/messages/search.");
        }
        QueryParameters given = QueryParameters.of(query, PARAMETERS);
        MessageFilter filter = MessageFilter.read(given::texts, List.of());
        MessageId before = given.text(Cursor.FIELD).map(Cursor::message).orElse(null);
        int limit = given.integer("limit", 1, Page.LIMIT_MAX, Page.DEFAULT_LIMIT);
        boolean numbers = AuthenticationHandler.principal(ctx).has(Role.VIEW_NUMBERS);
        messages.page(filter, before, limit, numbers)
                .map(read -> json.page(read, limit, numbers))
                .compose(page -> {
                    if (page.next() != null) {
                        ctx.response().putHeader("Link", Page.link(query, page.next()));
                    }
                    return ctx.json(page.json());
                })
                .onFailure(ctx::fail);
    }
}
