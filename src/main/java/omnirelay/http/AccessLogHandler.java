package omnirelay.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line a request: method, path, status, milliseconds, bytes of the answer. Never query strings or bodies, which may
 * hold numbers and texts.
 */
public final class AccessLogHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger("omnirelay.access-log");
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final List<String> busyPaths;

    /** @param busyPaths whose commands come by the hundred, so they are logged like reads: at debug */
    public AccessLogHandler(String... busyPaths) {
        this.busyPaths = List.of(busyPaths);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        long begun = System.nanoTime();
        ctx.addEndHandler(end -> LOG.atLevel(level(request))
                .log(
                        "{} {} {} {} ms {} bytes{}",
                        request.method(),
                        PublicPath.of(request.path()),
                        ctx.response().getStatusCode(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                        ctx.response().bytesWritten(),
                        end.succeeded() ? "" : " (caller gone)"));
        ctx.next();
    }

    private Level level(HttpServerRequest request) {
        boolean read = READS.contains(request.method());
        return read || busyPaths.contains(request.path()) ? Level.DEBUG : Level.INFO;
    }
}
