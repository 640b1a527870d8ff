package omnirelay.lookup;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import omnirelay.access.AccessRefusedException;
import omnirelay.access.AuthenticationHandler;
import omnirelay.access.Principal;
import omnirelay.config.Role;
import omnirelay.message.MessageId;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/omnichannel/{id}}: where a message stands, in TeleSign's format, by the relay's id or TeleSign's
 * reference. A client sees its own messages and those that the relay did not send. With {@code verify_code} it also says
 * whether that is the code that TeleSign made up; the code goes to TeleSign and back, and nowhere else.
 */
public final class StatusHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(StatusHandler.class);
    private static final int INVALID_REFERENCE = 3311;

    private final Standings standings;
    private final CodeCatalogue codes;

    public StatusHandler(LookUps lookUps, CodeCatalogue codes) {
        this.standings = lookUps.standings();
        this.codes = codes;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (MessageId.parse(id).isEmpty()) {
            refuse(ctx, codes.error(INVALID_REFERENCE));
            return;
        }
        Principal principal = AuthenticationHandler.principal(ctx);
        String code = verifyCode(ctx);
        if (code != null && !principal.has(Role.SEND)) {
            ctx.fail(AccessRefusedException.lacking(Role.SEND));
            return;
        }
        standings
                .find(id, code, client(principal))
                .onSuccess(standing -> answer(ctx, standing))
                .onFailure(ctx::fail);
    }

    private static @Nullable String verifyCode(RoutingContext ctx) {
        List<String> codes = ctx.queryParam("verify_code");
        return codes.isEmpty() ? null : codes.get(0);
    }

    /** Whose messages may be seen; empty for people, who may see every client's. */
    private static Optional<String> client(Principal principal) {
        return principal.kind() == Principal.Kind.PERSON ? Optional.empty() : Optional.of(principal.id());
    }

    private static void answer(RoutingContext ctx, Standing standing) {
        if (standing instanceof Standing.Shown shown) {
            write(ctx, 200, shown.body());
        } else {
            refuse(ctx, ((Standing.Untold) standing).error());
        }
    }

    private static void refuse(RoutingContext ctx, TelesignError error) {
        if (error.httpStatus() == 503) {
            ctx.response().putHeader("Retry-After", "1");
        }
        write(ctx, error.httpStatus(), error.toLookUp());
    }

    private static void write(RoutingContext ctx, int httpStatus, JsonObject body) {
        ctx.response()
                .setStatusCode(httpStatus)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body.toBuffer())
                .onFailure(gone -> LOG.debug("nobody waited for the {}", httpStatus));
    }
}
