package omnirelay.telesign;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that knows whether it was asked for. The client asks once it has a connection to write to; as long
 * as it has not, nothing of the request has left, whatever the failure was.
 */
final class OnceBody implements ReadStream<Buffer> {
    private final Buffer body;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private boolean paused;
    private boolean taken;

    OnceBody(Buffer body) {
        this.body = body;
    }

    boolean taken() {
        return taken;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> newHandler) {
        handler = newHandler;
        return give();
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> newEndHandler) {
        endHandler = newEndHandler;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        paused = false;
        return give();
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return amount > 0 ? resume() : this;
    }

    /** Nothing can go wrong with what is already in memory. */
    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> newExceptionHandler) {
        return this;
    }

    private ReadStream<Buffer> give() {
        Handler<Buffer> to = handler;
        if (!taken && !paused && to != null) {
            taken = true;
            to.handle(body);
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
        return this;
    }
}
