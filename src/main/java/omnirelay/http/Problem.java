package omnirelay.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the caller is told about it, by RFC 9457: thrown, or handed to {@code ctx.fail}, it is written by
 * {@link ProblemHandler}.
 *
 * <p>The detail says what is wrong and what to do; it never holds a secret, a whole number or a message's text.
 */
public final class Problem extends RuntimeException {
    public static final String CONTENT_TYPE = "application/problem+json";
    private static final String RETRY_AFTER = "Retry-After";

    private final int status;
    private final String detail;
    private final @Nullable String field;
    private final List<Mistake> mistakes;
    private final Map<String, String> headers;

    /** One of several things wrong with a request. */
    public record Mistake(String field, String detail) {}

    private Problem(
            int status,
            String detail,
            @Nullable String field,
            List<Mistake> mistakes,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        // Thrown to be told to a caller: where it was thrown tells nothing.
        super(detail, cause, false, false);
        this.status = status;
        this.detail = detail;
        this.field = field;
        this.mistakes = mistakes;
        this.headers = headers;
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, null, List.of(), Map.of(), null);
    }

    /** 400 about one field of the body or one query parameter. */
    public static Problem inField(String field, String detail) {
        return new Problem(400, detail, field, List.of(), Map.of(), null);
    }

    /** 400 about several fields at once. */
    public static Problem inFields(List<Mistake> mistakes) {
        return new Problem(
                400, "The request has several mistakes; see errors.", null, List.copyOf(mistakes), Map.of(), null);
    }

    /** 401, naming the scheme by which programs may introduce themselves. */
    public static Problem unauthenticated(String detail) {
        // Not Basic: for that a browser would open its own sign-in window over the page's.
        Map<String, String> challenge = Map.of("WWW-Authenticate", "Bearer realm=\"omnirelay\"");
        return new Problem(401, detail, null, List.of(), challenge, null);
    }

    public static Problem forbidden(String detail) {
        return of(403, detail);
    }

    public static Problem notFound(String detail) {
        return of(404, detail);
    }

    /** 503, or 429 where the caller itself asks too often. */
    public static Problem later(int status, Duration wait, String detail) {
        Map<String, String> retryAfter = Map.of(RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        return new Problem(status, detail, null, List.of(), retryAfter, null);
    }

    /** Whether it only asks to come again, and nothing failed. */
    public boolean isInvitation() {
        return headers.containsKey(RETRY_AFTER) && getCause() == null;
    }

    /** The same, remembering for the log what was behind it. */
    public Problem causedBy(Throwable cause) {
        return new Problem(status, detail, field, mistakes, headers, cause);
    }

    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    public @Nullable String field() {
        return field;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** {@code {"type","title","status","detail"}}, with {@code field} or {@code errors} where they apply. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail);
        if (field != null) {
            json.put("field", field);
        }
        if (!mistakes.isEmpty()) {
            JsonArray errors = new JsonArray();
            mistakes.forEach(mistake ->
                    errors.add(new JsonObject().put("field", mistake.field()).put("detail", mistake.detail())));
            json.put("errors", errors);
        }
        return json;
    }
}
