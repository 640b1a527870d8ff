package omnirelay.feed;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import omnirelay.access.AuthenticationHandler;
import omnirelay.feed.Admission.Viewer;
import omnirelay.http.Problem;
import omnirelay.message.NumberHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live feed: a WebSocket where the client asks to upgrade, else server-sent events. */
public final class FeedHandler implements Handler<RoutingContext> {
    public static final String SUBPROTOCOL = "omnirelay.feed.v1";

    private static final Logger LOG = LoggerFactory.getLogger(FeedHandler.class);
    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
    private static final int FRAME_MAX = 16 * 1024;

    private final Feed feed;
    private final NumberHash numbers;
    private final Function<RoutingContext, Admission> access;
    private final Supplier<String> telesign;
    private final StreamHandler serverSentEvents;

    /**
     * Over one feed.
     *
     * @param access says who asks; a socket is told by a close code, since browsers hide the status of an upgrade
     * @param telesign how TeleSign's way to us stands, as JSON that every heartbeat carries
     */
    public FeedHandler(
            Feed feed, NumberHash numbers, Function<RoutingContext, Admission> access, Supplier<String> telesign) {
        this.feed = feed;
        this.numbers = numbers;
        this.access = access;
        this.telesign = telesign;
        this.serverSentEvents = StreamHandler.serverSentEvents(feed, numbers, access);
    }

    /** Of whomever the authentication before this recognised. */
    public static Admission admission(RoutingContext ctx) {
        return Admission.of(AuthenticationHandler.recognised(ctx));
    }

    /** What the HTTP server must know beforehand: Vert.x upgrades all paths alike. */
    public static HttpServerOptions withWebSockets(HttpServerOptions options) {
        return options.addWebSocketSubProtocol(SUBPROTOCOL)
                .setMaxWebSocketFrameSize(FRAME_MAX)
                .setMaxWebSocketMessageSize(FRAME_MAX)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if ("websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            upgrade(ctx);
        } else if (accepts(request, "text/event-stream")) {
            serverSentEvents.handle(ctx);
        } else {
            throw Problem.of(406, "Ask for a WebSocket, or for server-sent events with Accept: text/event-stream.");
        }
    }

    private static boolean accepts(HttpServerRequest request, String type) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.toLowerCase(Locale.ROOT).contains(type);
    }

    private void upgrade(RoutingContext ctx) {
        refuseOtherProtocols(ctx.request());
        Admission admission = access.apply(ctx);
        ctx.request()
                .toWebSocket()
                .onSuccess(socket -> welcome(ctx, socket, admission))
                .onFailure(FeedHandler::gone);
    }

    /** A client that names no protocol gets the only one there is; one that names others would not understand it. */
    private static void refuseOtherProtocols(HttpServerRequest request) {
        String offered = request.getHeader(PROTOCOL_HEADER);
        if (offered != null
                && Arrays.stream(offered.split(","))
                        .noneMatch(name -> name.strip().equals(SUBPROTOCOL))) {
            throw Problem.inField(PROTOCOL_HEADER, "The feed speaks " + SUBPROTOCOL + ".");
        }
    }

    private void welcome(RoutingContext ctx, ServerWebSocket socket, Admission admission) {
        SocketOutlet outlet =
                new SocketOutlet(ctx.vertx(), ctx.request().connection(), socket, numbers, feed.figures(), telesign);
        if (admission instanceof Viewer viewer) {
            feed.seat(outlet, viewer)
                    .ifPresentOrElse(
                            seat -> outlet.open(seat, feed.head()).onFailure(FeedHandler::gone),
                            () -> outlet.close(CloseCode.TRY_AGAIN, "too many subscribers; try again later")
                                    .onFailure(FeedHandler::gone));
        } else if (admission == Admission.Refused.NOT_AUTHENTICATED) {
            outlet.close(CloseCode.NOT_AUTHENTICATED, "sign in, or send a client's key")
                    .onFailure(FeedHandler::gone);
        } else {
            outlet.close(CloseCode.NOT_ALLOWED, "watching the feed takes the role view")
                    .onFailure(FeedHandler::gone);
        }
    }

    private static void gone(Throwable failure) {
        LOG.debug("a socket was gone before it was welcome: {}", failure.getMessage());
    }
}
