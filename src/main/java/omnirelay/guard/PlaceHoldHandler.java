package omnirelay.guard;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import omnirelay.access.AuthenticationHandler;
import omnirelay.http.JsonFields;
import omnirelay.http.Problem;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.http.StrictJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/holds}: from now on certain messages, or all, are not sent. */
public final class PlaceHoldHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceHoldHandler.class);
    private static final Set<String> MEMBERS = Set.of("message_type", "client", "country", "label", "all", "why");
    private static final Set<String> MESSAGE_TYPES = Set.of("OTP", "ARN", "MKT");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int LONGEST = 500;

    private final HoldStore store;
    private final Holds holds;

    public PlaceHoldHandler(HoldStore store, Holds holds) {
        this.store = store;
        this.holds = holds;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonFields given =
                JsonFields.of(StrictJson.object(ReceiveBodyHandler.received(ctx).bytes()), MEMBERS);
        Kind kind = kind(given);
        String why = given.requiredText("why");
        if (why.length() > LONGEST) {
            throw Problem.inField("why", "Must have no more than " + LONGEST + " characters.");
        }
        String who = AuthenticationHandler.principal(ctx).id();
        store.place(kind, who, why)
                .compose(hold -> holds.look().otherwiseEmpty().map(hold))
                .compose(hold -> {
                    LOG.info("{} holds back {}", who, kind);
                    ctx.response().setStatusCode(201).putHeader("Location", "/api/holds/" + hold.id());
                    return ctx.json(hold.toJson());
                })
                .onFailure(ctx::fail);
    }

    /** All must be asked for by name: an empty request is more likely a mistake. */
    private static Kind kind(JsonFields given) {
        Kind kind = new Kind(
                text(given, "message_type", MESSAGE_TYPES::contains, "OTP, ARN or MKT"),
                text(given, "client", any -> true, "a client's id"),
                text(given, "country", COUNTRY.asMatchPredicate(), "a country of two letters, such as GB"),
                text(given, "label", any -> true, "a label"));
        boolean all = given.flag("all");
        if (all != kind.isAll()) {
            throw Problem.inField(
                    "all",
                    all
                            ? "Holds all messages; leave out message_type, client, country and label, or this."
                            : "Say which messages: by message_type, client, country or label; or \"all\": true.");
        }
        return kind;
    }

    private static @Nullable String text(JsonFields given, String name, Predicate<String> fits, String expected) {
        Optional<String> text = given.text(name);
        if (text.isPresent() && !fits.test(text.get())) {
            throw Problem.inField(name, "Must be " + expected + ".");
        }
        return text.orElse(null);
    }
}
