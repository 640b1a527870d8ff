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

    /** Tells what is true now. */
    void tellCurrent() {
        Buffer body = status.of(transaction).toBuffer();
        switch (transaction.accepted().scenario().manner) {
            case PLAIN -> post(body);
            case TWICE -> {
                post(body);
                post(body);
            }
            case BACKWARDS -> holdBack(body);
            case LOST -> {}
            case OLD_EXAMPLE -> send(HttpMethod.GET, body);
        }
    }

    /** Tells that the recipient does not want to hear more. */
    void tellStop(Instant at) {
        post(ReplyBody.stop(transaction, at).toBuffer());
    }

    /** Ends when all that was told so far was taken or given up. */
    Future<Void> told() {
        return last;
    }

    private void holdBack(Buffer body) {
        heldBack.addFirst(body);
        if (transaction.next().isEmpty()) {
            heldBack.forEach(this::post);
        }
    }

    private void post(Buffer body) {
        send(HttpMethod.POST, body);
    }

    private void send(HttpMethod method, Buffer body) {
        last = last.compose(before -> sender.send(method, url, body));
    }
}
