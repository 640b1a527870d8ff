package omnirelay.through;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A body that breaks off where it becomes longer than it may be. */
final class LimitedStream implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final long maxBytes;
    private long bytes;
    private boolean broken;
    private @Nullable Handler<Throwable> exceptionHandler;

    /** There was more of it than may pass. */
    static final class TooLongException extends RuntimeException {
        TooLongException(long maxBytes) {
            super("a body of more than " + maxBytes + " bytes", null, false, false);
        }
    }

    LimitedStream(ReadStream<Buffer> source, long maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    @Override
    public LimitedStream handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler == null ? null : chunk -> take(chunk, handler));
        return this;
    }

    /** What follows the first byte too many is read and thrown away. */
    private void take(Buffer chunk, Handler<Buffer> handler) {
        bytes += chunk.length();
        if (broken) {
            return;
        }
        if (bytes <= maxBytes) {
            handler.handle(chunk);
            return;
        }
        broken = true;
        if (exceptionHandler != null) {
            exceptionHandler.handle(new TooLongException(maxBytes));
        }
    }

    @Override
    public LimitedStream exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public LimitedStream endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(
                handler == null
                        ? null
                        : end -> {
                            if (!broken) {
                                handler.handle(null);
                            }
                        });
        return this;
    }

    @Override
    public LimitedStream pause() {
        source.pause();
        return this;
    }

    @Override
    public LimitedStream resume() {
        source.resume();
        return this;
    }

    @Override
    public LimitedStream fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
