package omnirelay.feed;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a connection of its own for the number that each node tells after a commit; opens it again when it ends. */
final class Notifications {
    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
    private static final String LISTEN = "LISTEN omnirelay_feed";
    private static final long PAUSE_MILLIS = 200;
    private static final int DOUBLINGS_MAX = 6;

    private final Vertx vertx;
    private final PgConnectOptions database;
    private final LongConsumer hear;
    private @Nullable PgConnection connection;
    private int failures;
    private boolean closed;

    Notifications(Vertx vertx, PgConnectOptions database, LongConsumer hear) {
        this.vertx = vertx;
        this.database = database;
        this.hear = hear;
    }

    void listen() {
        PgConnection.connect(vertx, database)
                .compose(opened -> listen(opened).onFailure(refused -> opened.close()))
                .onSuccess(this::begun)
                .onFailure(this::lost);
    }

    private Future<PgConnection> listen(PgConnection opened) {
        opened.exceptionHandler(told -> LOG.debug("PostgreSQL says {}", told.getMessage()))
                .notificationHandler(heard -> hear.accept(Long.parseLong(heard.getPayload())));
        return opened.query(LISTEN).execute().map(opened);
    }

    private void begun(PgConnection listening) {
        if (closed) {
            listening.close().onFailure(gone -> LOG.debug("it was closed already: {}", gone.getMessage()));
            return;
        }
        if (failures > 0) {
            LOG.info("other nodes' events are heard of at once again");
        }
        failures = 0;
        connection =
                listening.closeHandler(ended -> lost(new IllegalStateException("PostgreSQL ended the connection")));
    }

    private void lost(Throwable cause) {
        if (closed) {
            return;
        }
        if (failures == 0) {
            LOG.warn("other nodes' events are heard of up to a second late: {}", cause.getMessage());
        }
        vertx.setTimer(pauseMillis(failures++), again -> listen());
    }

    Future<Void> close() {
        closed = true;
        return connection == null ? Future.succeededFuture() : connection.close();
    }

    /** Doubles from failure to failure; a part of it is chance, so that nodes do not come back all at once. */
    private static long pauseMillis(int failures) {
        long pause = PAUSE_MILLIS << Math.min(failures, DOUBLINGS_MAX);
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause);
    }
}
