package omnirelay.telesign;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body that is no longer than TeleSign's ever are. Past that it takes nothing more: the call runs out of its
 * time, and the connection falls idle and is closed, rather than being read for as long as the other side likes to talk.
 */
final class LimitedBody implements BodyStream<Buffer> {
    private static final int LONGEST = 256 * 1024;

    private final Buffer body = Buffer.buffer();
    private final Promise<Buffer> result = Promise.promise();
    private boolean full;

    @Override
    public Future<Buffer> result() {
        return result.future();
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        full |= body.length() + chunk.length() > LONGEST;
        if (!full) {
            body.appendBuffer(chunk);
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        if (full) {
            result.tryFail("the answer is longer than " + LONGEST + " bytes");
        } else {
            result.tryComplete(body);
        }
        return Future.succeededFuture();
    }

    @Override
    public void handle(Throwable cut) {
        result.tryFail(cut);
    }

    @Override
    public LimitedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public LimitedBody setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return full;
    }

    @Override
    public LimitedBody drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
