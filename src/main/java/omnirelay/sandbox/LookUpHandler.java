package omnirelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;
import omnirelay.http.ReceiveBodyHandler;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.TelesignError;

/** Tells how a send stands now. */
final class LookUpHandler implements Handler<RoutingContext> {
    /** Templates have a path of their own below this one; the sandbox has none. */
    static final String PATH = "/v1/omnichannel/(?<reference>(?!templates$)[^/]+)";

    private static final int MALFORMED_REFERENCE = 3311;
    private static final int EXPIRED = -10004;
    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Fa-f]{32}");

    private final Admission admission;
    private final Transactions transactions;
    private final CodeCatalogue codes;
    private final StatusBody status;

    LookUpHandler(Admission admission, Transactions transactions, CodeCatalogue codes, StatusBody status) {
        this.admission = admission;
        this.transactions = transactions;
        this.codes = codes;
        this.status = status;
    }

    @Override
    public void handle(RoutingContext ctx) {
        RawRequest raw =
                RawRequest.of(ctx.request(), ReceiveBodyHandler.received(ctx).bytes());
        admission
                .objection(raw)
                .ifPresentOrElse(error -> refuse(ctx, error), () -> answer(ctx, ctx.pathParam("reference")));
    }

    private void answer(RoutingContext ctx, String referenceId) {
        if (!REFERENCE.matcher(referenceId).matches()) {
            refuse(ctx, codes.error(MALFORMED_REFERENCE));
            return;
        }
        transactions
                .find(referenceId.toUpperCase(Locale.ROOT))
                .ifPresentOrElse(found -> tell(ctx, found), () -> refuse(ctx, codes.error(EXPIRED)));
    }

    private void tell(RoutingContext ctx, Transaction transaction) {
        JsonObject answer = status.of(transaction);
        String code = transaction.accepted().code();
        if (code != null) {
            answer.put("verify", MadeUpCode.compared(code, ctx.request().getParam("verify_code")));
        }
        Answer.write(ctx.response(), 200, answer).onFailure(ctx::fail);
    }

    private static void refuse(RoutingContext ctx, TelesignError error) {
        Answer.write(ctx.response(), error.httpStatus(), error.toLookUp()).onFailure(ctx::fail);
    }
}
