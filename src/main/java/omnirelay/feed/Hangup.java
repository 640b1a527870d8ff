package omnirelay.feed;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts off a peer that has stopped reading. Vert.x flushes before it closes, so such a peer would keep its connection,
 * and what is buffered for it, for ever. Only Netty, beneath Vert.x's public interface, drops that.
 */
final class Hangup {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Hangup() {}

    /** A socket's connection is that of the request it was upgraded from. */
    static void on(HttpConnection connection) {
        if (connection instanceof HttpServerConnection netty) {
            Channel.Unsafe transport = netty.channelHandlerContext().channel().unsafe();
            transport.close(transport.voidPromise());
        } else {
            LOG.warn("a peer that has stopped reading cannot be cut off over this connection: {}", connection);
        }
    }

    static Future<Void> on(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            // Only this request's stream: others share the connection.
            return request.response().reset();
        }
        on(request.connection());
        return Future.succeededFuture();
    }

    /** Does so if the peer does not take a farewell within a few seconds. */
    static Future<Void> unlessTaken(Vertx vertx, Future<Void> farewell, Runnable hangUp) {
        long late = vertx.setTimer(PATIENCE.toMillis(), ignored -> hangUp.run());
        return farewell.onComplete(taken -> vertx.cancelTimer(late));
    }
}
