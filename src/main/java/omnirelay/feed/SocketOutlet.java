package omnirelay.feed;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import omnirelay.http.Problem;
import omnirelay.message.NumberHash;
import omnirelay.message.NumberedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A WebSocket of the feed: frames out, {@code subscribe} frames in. */
final class SocketOutlet implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(SocketOutlet.class);

    private static final int REASON_MAX = 123;
    private static final Pattern NOT_ASCII = Pattern.compile("[^ -~]");

    private final Vertx vertx;
    private final HttpConnection connection;
    private final ServerWebSocket socket;
    private final NumberHash numbers;
    private final FeedFigures figures;
    private final Supplier<String> telesign;
    private boolean answering;
    private @Nullable Future<Void> closing;

    SocketOutlet(
            Vertx vertx,
            HttpConnection connection,
            ServerWebSocket socket,
            NumberHash numbers,
            FeedFigures figures,
            Supplier<String> telesign) {
        this.vertx = vertx;
        this.connection = connection;
        this.socket = socket;
        this.numbers = numbers;
        this.figures = figures;
        this.telesign = telesign;
    }

    Future<Void> open(Seat seat, LogHead head) {
        socket.textMessageHandler(text -> received(text, seat))
                .binaryMessageHandler(bytes -> end(CloseCode.MALFORMED, "only text frames are understood"))
                .frameHandler(frame -> listen())
                .drainHandler(drained -> listen())
                .exceptionHandler(this::broken)
                .closeHandler(gone -> seat.leave());
        return write(Frames.hello(head.epoch(), head.seq()));
    }

    @Override
    public Future<Void> subscribed(String epoch, long seq) {
        return write(Frames.subscribed(epoch, seq));
    }

    @Override
    public Future<Void> reset(Reset reason, String epoch, long head) {
        return write(Frames.reset(reason, epoch, head));
    }

    @Override
    public Future<Void> events(List<NumberedEvent> events, long seq) {
        return write(Frames.events(events, seq));
    }

    @Override
    public Future<Void> live(long seq) {
        return write(Frames.live(seq));
    }

    @Override
    public Future<Void> heartbeat(long seq, long head) {
        return write(Frames.heartbeat(seq, head, Instant.now(), telesign.get()));
    }

    @Override
    public Future<Void> close(CloseCode code, String reason) {
        if (closing == null) {
            closing = Hangup.unlessTaken(
                    vertx, socket.close(code.number(), fitting(reason)), () -> Hangup.on(connection));
        }
        return closing;
    }

    private Future<Void> write(String frame) {
        if (closing != null) {
            return Future.failedFuture("the socket is closing");
        }
        figures.wrote(ByteBufUtil.utf8Bytes(frame));
        return socket.writeFinalTextFrame(frame);
    }

    private void received(String text, Seat seat) {
        try {
            Subscription wanted = Subscription.parse(text, numbers);
            answering = true;
            seat.subscribe(wanted).onComplete(answered -> {
                answering = false;
                listen();
            });
        } catch (Problem malformed) {
            String field = malformed.field() == null ? "" : malformed.field() + ": ";
            end(CloseCode.MALFORMED, field + malformed.detail());
        }
    }

    /**
     * Reads on only when what was asked before is answered and the client takes the answers, so that frames and pings
     * sent without reading pile up on its side.
     */
    private void listen() {
        if (closing != null || socket.isClosed()) {
            return;
        }
        if (answering || socket.writeQueueFull()) {
            socket.pause();
        } else {
            socket.resume();
        }
    }

    private void broken(Throwable failure) {
        if (failure instanceof CorruptedWebSocketFrameException corrupt
                && !corrupt.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)) {
            end(CloseCode.MALFORMED, "the frame is not as RFC 6455 says");
        } else if (failure instanceof CorruptedWebSocketFrameException || failure instanceof IllegalStateException) {
            // Vert.x says the latter of frames that are too large together.
            end(CloseCode.FRAME_TOO_LARGE, "a frame may have 16 KiB");
        }
    }

    private void end(CloseCode code, String reason) {
        close(code, reason).onFailure(failure -> LOG.debug("a socket ended badly: {}", failure.getMessage()));
    }

    /** A close frame has room for 123 bytes. */
    private static String fitting(String reason) {
        String ascii = NOT_ASCII.matcher(reason).replaceAll("?");
        return ascii.substring(0, Math.min(ascii.length(), REASON_MAX));
    }
}
