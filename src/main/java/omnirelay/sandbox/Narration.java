package omnirelay.sandbox;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells of one send in the manner of its scenario. Each callback is made after the one before was taken or given up,
 * however fast the clock runs.
 */
final class Narration {
    private final Transaction transaction;
    private final StatusBody status;
    private final CallbackSender sender;
    private final String url;
    private final Deque<Buffer> heldBack = new ArrayDeque<>();
    private Future<Void> last = Future.succeededFuture();

    Narration(Transaction transaction, StatusBody status, CallbackSender sender, String url) {
        this.transaction = transaction;
        this.status = status;
        this.sender = sender;
        this.url = url;
    }

    /** Tells what is true now. Ends when that was taken or given up. */
    Future<Void> tellCurrent() {
        Buffer body = status.of(transaction).toBuffer();
        return switch (transaction.accepted().scenario().manner) {
            case PLAIN -> post(body);
            case TWICE -> postTwice(body);
            case BACKWARDS -> holdBack(body);
            case LOST -> Future.succeededFuture();
            case OLD_EXAMPLE -> send(HttpMethod.GET, body);
        };
    }

    /** Tells that the recipient does not want to hear more. */
    Future<Void> tellStop(Instant at) {
        return post(ReplyBody.stop(transaction, at).toBuffer());
    }

    private Future<Void> holdBack(Buffer body) {
        heldBack.addFirst(body);
        if (transaction.next().isEmpty()) {
            heldBack.forEach(this::post);
        }
        return last;
    }

    private Future<Void> postTwice(Buffer body) {
        post(body);
        return post(body);
    }

    private Future<Void> post(Buffer body) {
        return send(HttpMethod.POST, body);
    }

    private Future<Void> send(HttpMethod method, Buffer body) {
        last = last.compose(before -> sender.send(method, url, body));
        return last;
    }
}
