package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends every request that failed: a {@link Problem} as it is, whatever else as what it means to the caller. What the
 * relay is to blame for is logged, once and here.
 */
public final class ProblemHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final Function<Throwable, Optional<Problem>> meaning;

    /** @param meaning of failures that this package does not know, such as the database's */
    public ProblemHandler(Function<Throwable, Optional<Problem>> meaning) {
        this.meaning = meaning;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            LOG.debug(
                    "the caller of {} left before it was answered",
                    PublicPath.of(ctx.request().path()));
            return;
        }
        Problem problem = problemOf(ctx);
        if (problem.status() >= 500) {
            report(ctx, problem);
        }
        if (response.headWritten()) {
            // Too late to say it: only a cut connection tells the caller that the answer is not whole.
            response.reset().onFailure(alreadyGone -> {});
            return;
        }
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE)
                .end(problem.toJson().toBuffer())
                .onFailure(callerGone -> LOG.debug("nobody waited for the {}", problem.status()));
    }

    private Problem problemOf(RoutingContext ctx) {
        // The router gives no status where it cannot even match the path.
        int status = ctx.statusCode() < 0 ? 400 : ctx.statusCode();
        if (ctx.failure() instanceof Problem problem) {
            return problem;
        }
        if (ctx.failure() == null || status < 500) {
            return Problem.of(status, said(status));
        }
        return meaning.apply(ctx.failure())
                .orElseGet(() -> Problem.of(500, said(500)).causedBy(ctx.failure()));
    }

    private static String said(int status) {
        return switch (status) {
            case 400 -> "The request's path or query cannot be read.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 413 -> "The body is too large.";
            default ->
                status < 500
                        ? "The request cannot be answered."
                        : "The relay failed to answer; its log says more. Try again, and tell its operator if it lasts.";
        };
    }

    /** Messages of exceptions may quote what they choked on, so only the debug level shows them. */
    private static void report(RoutingContext ctx, Problem problem) {
        if (problem.isInvitation()) {
            LOG.debug("a caller was asked to come again: {}", problem.detail());
            return;
        }
        Throwable cause = Optional.ofNullable(problem.getCause()).orElse(problem);
        LOG.error(
                "{} {} failed with {}: {}",
                ctx.request().method(),
                PublicPath.of(ctx.request().path()),
                problem.status(),
                cause == problem ? problem.detail() : place(cause));
        LOG.debug("the failure in full", cause);
    }

    private static String place(Throwable cause) {
        String type = cause.getClass().getName();
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("omnirelay.")) {
                return type + " at " + frame;
            }
        }
        return type;
    }
}
