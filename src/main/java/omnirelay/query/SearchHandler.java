package omnirelay.query;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import omnirelay.access.AuthenticationHandler;
import omnirelay.config.Role;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;
import omnirelay.message.MessageId;
import omnirelay.message.NumberHash;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/messages/search}: as the list, with the filters in the body, where a number may stand as well. */
public final class SearchHandler implements Handler<RoutingContext> {
    private static final String PHONE_NUMBER = "phone_number";
    private static final Set<String> MEMBERS = members();

    private final MessageStore messages;
    private final MessageJson json;
    private final NumberHash hash;
    private final String home;
    private final NumberSpellings spellings = new NumberSpellings();

    /** @param home the country whose national spelling is meant where none is named */
    public SearchHandler(MessageStore messages, NumberHash hash, MessageJson json, String home) {
        this.messages = messages;
        this.json = json;
        this.hash = hash;
        this.home = home;
    }

    private static Set<String> members() {
        Set<String> names = new HashSet<>(MessageFilter.NAMES);
        names.addAll(Set.of(PHONE_NUMBER, "limit", Cursor.FIELD));
        return Set.copyOf(names);
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonObject body = StrictJson.object(ReceiveBodyHandler.received(ctx).bytes());
        JsonFields given = JsonFields.of(body, MEMBERS);
        MessageFilter filter = MessageFilter.read(name -> values(name, body.getValue(name)), numberHashes(given));
        MessageId before = given.text(Cursor.FIELD).map(Cursor::message).orElse(null);
        int limit = given.integer("limit", 1, Page.LIMIT_MAX, Page.DEFAULT_LIMIT);
        boolean numbers = AuthenticationHandler.principal(ctx).has(Role.VIEW_NUMBERS);
        messages.page(filter, before, limit, numbers)
                .map(read -> json.page(read, limit, numbers))
                .compose(page -> ctx.json(page.json()))
                .onFailure(ctx::fail);
    }

    private List<String> numberHashes(JsonFields given) {
        return given.text(PHONE_NUMBER)
                .map(number -> hashes(number, given.texts("country")))
                .orElse(List.of());
    }

    /** A country that is asked for is also the one whose national spelling is meant. */
    private List<String> hashes(String number, List<String> countries) {
        String country = countries.isEmpty() ? home : countries.get(0).toUpperCase(Locale.ROOT);
        Set<String> digits = spellings.of(number, country);
        if (digits.isEmpty()) {
            throw Problem.inField(PHONE_NUMBER, "Must be a phone number, such as +1 555 867 5309.");
        }
        return digits.stream().map(hash::of).toList();
    }

    /** What a list says, or one value without a list. */
    private static List<String> values(String name, @Nullable Object value) {
        if (value instanceof JsonArray list) {
            return list.stream().map(element -> text(name, element)).toList();
        }
        return value == null ? List.of() : List.of(text(name, value));
    }

    private static String text(String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Integer || value instanceof Boolean) {
            return value.toString();
        }
        throw Problem.inField(name, "Must be one value, or a list of values.");
    }
}
