package omnirelay.access;

import java.util.Optional;
import omnirelay.config.Role;
import omnirelay.http.Problem;
import omnirelay.telesign.Authenticity.Cause;

/** Somebody is not let through. Each interface says it in its own format: a problem, or TeleSign's envelope. */
public final class AccessRefusedException extends RuntimeException {
    /** TeleSign's “Not authorized”, which is also what it says to those who lack a permission. */
    private static final int NOT_AUTHORIZED = 3400;

    private final int code;
    private final Problem problem;

    private AccessRefusedException(int code, Problem problem) {
        super(problem.detail(), null, false, false);
        this.code = code;
        this.problem = problem;
    }

    static AccessRefusedException because(Cause cause) {
        return new AccessRefusedException(cause.code(), Problem.unauthenticated(said(cause)));
    }

    /** There was a session cookie and nothing else, but it does not count. */
    static AccessRefusedException cookieDoesNotCount(String why) {
        return new AccessRefusedException(
                Cause.MISSING.code(), Problem.unauthenticated("The session cookie does not count: " + why));
    }

    public static AccessRefusedException lacking(Role role) {
        String detail = "This needs the role " + role.wire() + ", which an operator can give in the configuration.";
        return new AccessRefusedException(NOT_AUTHORIZED, Problem.forbidden(detail));
    }

    /** As TeleSign's code, which always goes with HTTP 401. */
    public int code() {
        return code;
    }

    public Problem problem() {
        return problem;
    }

    /** The problem that {@code failure} means, where it is one of these. */
    public static Optional<Problem> problemOf(Throwable failure) {
        return failure instanceof AccessRefusedException refused ? Optional.of(refused.problem()) : Optional.empty();
    }

    private static String said(Cause cause) {
        return switch (cause) {
            case MISSING -> "Nobody is signed in. Sign in, or send an Authorization header: Basic, TSA or Bearer.";
            case MALFORMED ->
                "The Authorization header must be Basic with id and key in Base64, TSA <id>:<signature>, or"
                        + " Bearer <id>:<key>.";
            case UNKNOWN_CUSTOMER, WRONG_SIGNATURE ->
                "The client's id or its key is wrong, or the signature does not fit this request.";
            case UNACCEPTABLE_DATE -> "The signed date is missing or more than 15 minutes off; set the clock.";
        };
    }
}
