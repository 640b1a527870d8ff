package omnirelay.telesign;

import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that knows whether it was asked for. The client asks once it has a connection, and writes nothing
 * before: as long as it has not, nothing of the request has left, whatever the failure was. Used on one event loop.
 */
final class OnceBody implements ReadStream<Buffer> {
    private final Buffer body;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private boolean asked;
    private boolean withdrawn;
    private boolean given;

    OnceBody(Buffer body) {
        this.body = body;
    }

    boolean mayHaveLeft() {
        return asked;
    }

    /** Whoever asks only now gets nothing: a call that was given up while it waited for a connection never leaves. */
    void withdraw() {
        withdrawn = true;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> newHandler) {
        handler = newHandler;
        asked |= newHandler != null && !withdrawn;
        return this;
    }

    /** The reader pauses before it sets its handlers, and resumes when all are set. */
    @Override
    public ReadStream<Buffer> resume() {
        if (handler != null && !given) {
            given = true;
            give(handler);
        }
        return this;
    }

    private void give(Handler<Buffer> reader) {
        if (asked) {
            reader.handle(body);
            if (endHandler != null) {
                endHandler.handle(null);
            }
        } else if (exceptionHandler != null) {
            exceptionHandler.handle(new VertxException("withdrawn before it was asked for", true));
        }
    }

    /** It is one buffer, given at once: there is nothing to hold back. */
    @Override
    public ReadStream<Buffer> pause() {
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> newHandler) {
        endHandler = newHandler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> newHandler) {
        exceptionHandler = newHandler;
        return this;
    }
}
