package omnirelay.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import omnirelay.storage.ConnectionSettings;

/**
 * The way to a PostgreSQL, with an obstacle in it when a test says so. It understands as much of the protocol as it
 * takes to see single messages go by.
 */
public final class DatabaseLink implements AutoCloseable {
    private static final Buffer COMMIT = Buffer.buffer("COMMIT\0");

    private final NetServer server;
    private final NetClient client;
    private final ConnectionSettings target;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<Character> sent = new CopyOnWriteArrayList<>();
    private volatile Obstacle obstacle = Obstacle.NONE;

    /** What happens on the way. Those about COMMIT happen once. */
    public enum Obstacle {
        NONE,
        /** COMMIT arrives, its answer does not: the connection breaks. */
        LOSE_ANSWER_OF_COMMIT,
        /** COMMIT does not arrive: the connection breaks. */
        LOSE_COMMIT,
        /** COMMIT does not arrive, nor anything behind it, and nobody is told. */
        SWALLOW_COMMIT,
        /** COMMIT arrives, its answer does not, nor anything behind it, and nobody is told. */
        SWALLOW_ANSWER_OF_COMMIT,
        /** Nobody gets through. */
        CLOSED
    }

    public DatabaseLink(Vertx vertx, ConnectionSettings target) {
        this.target = target;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::connect);
        server.listen(0, "127.0.0.1").await();
    }

    public PgConnectOptions through(PgConnectOptions direct) {
        return new PgConnectOptions(direct)
                .setHost("127.0.0.1")
                .setPort(server.actualPort())
                .setSslMode(SslMode.DISABLE);
    }

    public void put(Obstacle next) {
        obstacle = next;
        if (next == Obstacle.CLOSED) {
            cut();
        }
    }

    /** Breaks every connection. */
    public void cut() {
        sockets.forEach(NetSocket::close);
    }

    public boolean clear() {
        return obstacle == Obstacle.NONE;
    }

    /** The types of the messages sent to PostgreSQL since the last call, as its protocol names them. */
    public List<Character> takeSent() {
        List<Character> types = new ArrayList<>(sent);
        sent.clear();
        return types;
    }

    private void connect(NetSocket near) {
        if (obstacle == Obstacle.CLOSED) {
            near.close();
            return;
        }
        near.pause();
        sockets.add(near);
        client.connect(target.port(), target.host())
                .onSuccess(far -> join(near, far))
                .onFailure(away -> near.close());
    }

    private void join(NetSocket near, NetSocket far) {
        PostgresMessages towards = new PostgresMessages(true);
        PostgresMessages back = new PostgresMessages(false);
        near.handler(bytes -> towards.read(bytes, message -> {
            sent.add(message.type());
            boolean commit = message.type() == 'Q' && message.holds(COMMIT);
            pass(commit, Obstacle.LOSE_COMMIT, Obstacle.SWALLOW_COMMIT, message, towards, near, far);
        }));
        far.handler(bytes -> back.read(bytes, message -> {
            boolean committed = message.type() == 'C' && message.holds(COMMIT);
            pass(
                    committed,
                    Obstacle.LOSE_ANSWER_OF_COMMIT,
                    Obstacle.SWALLOW_ANSWER_OF_COMMIT,
                    message,
                    back,
                    far,
                    near);
        }));
        near.closeHandler(closed -> far.close());
        far.closeHandler(closed -> near.close());
        near.resume();
    }

    private void pass(
            boolean stumbles,
            Obstacle losing,
            Obstacle swallowing,
            PostgresMessages.Message message,
            PostgresMessages way,
            NetSocket from,
            NetSocket to) {
        if (stumbles && obstacle == losing) {
            obstacle = Obstacle.NONE;
            way.stop();
            from.close();
        } else if (stumbles && obstacle == swallowing) {
            obstacle = Obstacle.NONE;
            way.stop();
        } else {
            Future<Void> written = to.write(message.bytes());
            written.onFailure(gone -> from.close());
        }
    }

    @Override
    public void close() {
        server.close().await();
        client.close().await();
    }
}
