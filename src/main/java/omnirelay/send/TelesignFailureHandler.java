package omnirelay.send;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import omnirelay.access.AccessRefusedException;
import omnirelay.http.Problem;
import omnirelay.http.PublicPath;
import omnirelay.telesign.CodeCatalogue;
import omnirelay.telesign.TelesignError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends failed requests under TeleSign's paths as TeleSign would: its SDKs read nothing but its envelope. */
public final class TelesignFailureHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(TelesignFailureHandler.class);
    private static final int UNAUTHORIZED = 401;
    private static final int STATUS_UNKNOWN = 3039;
    private static final int INVALID_REQUEST = 3110;
    private static final int TOO_LARGE = 3116;
    private static final int NOT_AUTHORIZED = 3400;
    private static final int SYSTEM_UNAVAILABLE = 3500;

    private final CodeCatalogue codes;

    public TelesignFailureHandler(CodeCatalogue codes) {
        this.codes = codes;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (ctx.response().closed()) {
            LOG.debug(
                    "the caller of {} left before it was answered",
                    PublicPath.of(ctx.request().path()));
            return;
        }
        Throwable failure = ctx.failure();
        if (failure instanceof AccessRefusedException refused) {
            TelesignError error = codes.error(refused.code());
            new Answer(UNAUTHORIZED, error.toSend(null, null), Map.of()).write(ctx.response());
            return;
        }
        int status = failure instanceof Problem problem ? problem.status() : ctx.statusCode();
        if (status >= 500 || status < 400) {
            LOG.error(
                    "{} {} failed: {}",
                    ctx.request().method(),
                    PublicPath.of(ctx.request().path()),
                    String.valueOf(failure));
        }
        if (failure instanceof Problem problem) {
            problem.headers().forEach(ctx.response()::putHeader);
        }
        if (ctx.response().headWritten()) {
            // Too late to say it: only a cut connection tells the caller that the answer is not whole.
            ctx.response().reset().onFailure(alreadyGone -> LOG.debug("nobody waited for the rest"));
        } else {
            answer(status, failure).write(ctx.response());
        }
    }

    private Answer answer(int status, Throwable failure) {
        int code = code(status);
        TelesignError known = codes.error(code);
        int httpStatus = code == SYSTEM_UNAVAILABLE ? known.httpStatus() : status;
        String detail = failure instanceof Problem problem ? problem.detail() : null;
        TelesignError error = new TelesignError(code, known.description(), httpStatus, detail);
        return new Answer(httpStatus, error.toSend(null, null), Map.of());
    }

    private static int code(int status) {
        return switch (status) {
            case 401, 403 -> NOT_AUTHORIZED;
            case 413 -> TOO_LARGE;
            case 504 -> STATUS_UNKNOWN;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : SYSTEM_UNAVAILABLE;
        };
    }
}
