package omnirelay.feed;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;

/**
 * Cuts off a peer that has stopped reading. Vert.x flushes before it closes, so such a peer would keep its connection,
 * and what is buffered for it, for ever. Only Netty, beneath Vert.x's public interface, drops that.
 */
final class Hangup {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Hangup() {}

    static void on(ServerWebSocket socket) {
        if (socket instanceof WebSocketInternal netty) {
            cut(netty.channelHandlerContext());
        }
    }

    static Future<Void> on(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 && request.connection() instanceof HttpServerConnection netty) {
            cut(netty.channelHandlerContext());
            return Future.succeededFuture();
        }
        // Only this request's stream: others share the connection.
        return request.response().reset();
    }

    /** Does so if the peer does not take a farewell within a few seconds. */
    static Future<Void> unlessTaken(Vertx vertx, Future<Void> farewell, Runnable hangUp) {
        long late = vertx.setTimer(PATIENCE.toMillis(), ignored -> hangUp.run());
        return farewell.onComplete(taken -> vertx.cancelTimer(late));
    }

    private static void cut(ChannelHandlerContext context) {
        Channel.Unsafe transport = context.channel().unsafe();
        transport.close(transport.voidPromise());
    }
}
