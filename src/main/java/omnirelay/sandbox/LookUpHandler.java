package omnirelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.telesign.Authenticity.Unproven;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestAuthenticator;
import omnirelay.telesign.TelesignError;

/** Tells how a send stands now. */
final class LookUpHandler implements Handler<RoutingContext> {
    /** Templates have a path of their own below this one; the sandbox has none. */
    static final String PATH = "/v1/omnichannel/(?<reference>(?!templates$)[^/]+)";

    private static final int MALFORMED_REFERENCE = 3311;
    private static final int EXPIRED = -10004;
    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Fa-f]{32}");

    private final RequestAuthenticator authenticator;
    private final Transactions transactions;
    private final CodeCatalogue codes;
    private final StatusBody status;

    LookUpHandler(
            RequestAuthenticator authenticator, Transactions transactions, CodeCatalogue codes, StatusBody status) {
        this.authenticator = authenticator;
        this.transactions = transactions;
        this.codes = codes;
        this.status = status;
    }

    @Override
    public void handle(RoutingContext ctx) {
        RawRequest raw =
                RawRequest.of(ctx.request(), ReceiveBodyHandler.received(ctx).bytes());
        String referenceId = ctx.pathParam("reference");
        if (authenticator.check(raw) instanceof Unproven unproven) {
            refuse(ctx, unproven.cause().code());
        } else if (!REFERENCE.matcher(referenceId).matches()) {
            refuse(ctx, MALFORMED_REFERENCE);
        } else {
            answer(ctx, transactions.find(referenceId.toUpperCase(Locale.ROOT)));
        }
    }

    private void answer(RoutingContext ctx, Optional<Transaction> found) {
        if (found.isEmpty()) {
            refuse(ctx, EXPIRED);
            return;
        }
        Answer.write(ctx.response(), 200, status.of(found.get())).onFailure(ctx::fail);
    }

    private void refuse(RoutingContext ctx, int code) {
        TelesignError error = codes.error(code);
        Answer.write(ctx.response(), error.httpStatus(), error.toLookUp()).onFailure(ctx::fail);
    }
}
