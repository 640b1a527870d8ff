package omnirelay.telesign;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that knows whether it was given away. The client asks for it once it has a connection, and writes
 * nothing before it has it: until then nothing of the request has left, whatever the failure was. So the request's
 * moment is waited for here, where nothing else can delay it any more. Used on one event loop.
 */
final class OnceBody implements ReadStream<Buffer> {
    private final Buffer body;
    private final Supplier<Future<Void>> moment;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;
    private boolean asked;
    private boolean withdrawn;
    private boolean given;

    /** @param moment succeeds when the request may leave; fails where it may not any more */
    OnceBody(Buffer body, Supplier<Future<Void>> moment) {
        this.body = body;
        this.moment = moment;
    }

    boolean mayHaveLeft() {
        return given;
    }

    /** The request had a connection, and there it was kept from leaving. */
    boolean wasKeptBack() {
        return asked && !given;
    }

    /** Whoever asks only now gets nothing: a call that was given up while it waited never leaves. */
    void withdraw() {
        withdrawn = true;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> newHandler) {
        handler = newHandler;
        return this;
    }

    /** The reader pauses before it sets its handlers, and resumes when all are set. */
    @Override
    public ReadStream<Buffer> resume() {
        if (handler != null && !asked) {
            asked = true;
            (withdrawn ? Future.<Void>failedFuture("it was given up") : moment.get())
                    .onSuccess(come -> give())
                    .onFailure(this::refuse);
        }
        return this;
    }

    private void give() {
        if (withdrawn || handler == null) {
            refuse(new VertxException("given up before its moment came", true));
            return;
        }
        given = true;
        handler.handle(body);
        if (endHandler != null) {
            endHandler.handle(null);
        }
    }

    private void refuse(Throwable cause) {
        if (exceptionHandler != null) {
            exceptionHandler.handle(cause);
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
