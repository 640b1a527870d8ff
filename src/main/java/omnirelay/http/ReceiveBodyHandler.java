package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads the whole body, whatever the method and the content type, before the next handler runs. Must be the first
 * handler that waits for anything; not for requests that become a WebSocket.
 *
 * <p>The web framework's own body handler does not keep forms as raw bytes, which signatures need.
 */
public final class ReceiveBodyHandler implements Handler<RoutingContext> {
    private static final String KEY = ReceivedBody.class.getName();

    private final long maxBytes;
    private final InstantSource clock;

    /** @param maxBytes of a body; a longer one is answered with 413 */
    public ReceiveBodyHandler(long maxBytes, InstantSource clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    public static ReceivedBody received(RoutingContext ctx) {
        return receivedIfAny(ctx).orElseThrow(() -> new IllegalStateException("no body is received on this route"));
    }

    /** Empty on routes that do not wait for a body. */
    public static Optional<ReceivedBody> receivedIfAny(RoutingContext ctx) {
        return Optional.ofNullable(ctx.get(KEY));
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (announcedLength(request) > maxBytes) {
            ctx.fail(tooLarge());
            return;
        }
        Buffer bytes = Buffer.buffer();
        request.handler(chunk -> {
            if (bytes.length() <= maxBytes) {
                append(ctx, bytes, chunk);
            }
        });
        request.endHandler(end -> {
            if (!ctx.failed()) {
                ctx.put(KEY, new ReceivedBody(bytes, clock.instant(), System.nanoTime()));
                ctx.next();
            }
        });
        request.exceptionHandler(cut -> ctx.fail(400, cut));
        invite(request);
    }

    /** What follows the first byte too many is read and thrown away, so that the caller gets to read the answer. */
    private void append(RoutingContext ctx, Buffer bytes, Buffer chunk) {
        bytes.appendBuffer(chunk);
        if (bytes.length() > maxBytes) {
            ctx.fail(tooLarge());
        }
    }

    /** Tells a caller that asks first whether its body is wanted that it is. */
    public static void invite(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private Problem tooLarge() {
        return Problem.of(413, "The body has more than " + maxBytes + " bytes, the most that is taken here.");
    }
}
