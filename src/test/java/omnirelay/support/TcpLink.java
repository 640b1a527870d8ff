package omnirelay.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** The way from one to another by TCP, which a test can cut, or freeze so that neither is told. Its port stays the same. */
public final class TcpLink implements AutoCloseable {
    private final NetServer server;
    private final NetClient client;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile State state = State.OPEN;

    private enum State {
        OPEN,
        /** Connections stand and new ones are taken, but nothing gets through. */
        FROZEN,
        CUT
    }

    /** @param target asked for each connection, so that what is behind it may move */
    public TcpLink(Vertx vertx, IntSupplier target) {
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(near -> connect(near, target.getAsInt()));
        server.listen(0, "127.0.0.1").await();
    }

    public int port() {
        return server.actualPort();
    }

    /** What is sent from now on arrives nowhere, on the connections there are and on new ones. */
    public void freeze() {
        state = State.FROZEN;
    }

    /** Ends every connection, and every new one at once, as if nobody listened. */
    public void cut() {
        state = State.CUT;
        endAll();
    }

    /** New connections get through again; what was frozen has ended. */
    public void mend() {
        state = State.OPEN;
        endAll();
    }

    private void endAll() {
        sockets.forEach(NetSocket::close);
        sockets.clear();
    }

    private void connect(NetSocket near, int port) {
        if (state == State.CUT) {
            near.close();
            return;
        }
        sockets.add(near);
        near.pause();
        client.connect(port, "127.0.0.1")
                .onSuccess(far -> {
                    pass(near, far);
                    pass(far, near);
                    near.resume();
                })
                .onFailure(away -> near.close());
    }

    private void pass(NetSocket from, NetSocket to) {
        from.handler(bytes -> {
            if (state == State.OPEN) {
                Future<Void> written = to.write(bytes);
                written.onFailure(gone -> from.close());
            }
        });
        from.closeHandler(closed -> to.close());
    }

    @Override
    public void close() {
        endAll();
        server.close().await();
        client.close().await();
    }
}
