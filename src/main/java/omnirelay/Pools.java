package omnirelay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import omnirelay.config.RelayConfig;
import omnirelay.storage.Database;

/**
 * A node's connections to the database, beside the ledger's and the feed's own. Who only waits until a statement is over
 * does not end it, so the server does: else slow ones could keep all connections.
 *
 * @param prompt for what must be in time, sending above all: short statements that never wait behind somebody's search
 * @param common for everything else
 */
record Pools(Pool prompt, Pool common) {
    private static final int PROMPT_CONNECTIONS = 4;
    private static final Duration PROMPT_LIMIT = Duration.ofSeconds(5);
    private static final Duration COMMON_LIMIT = Duration.ofSeconds(10);

    static Pools of(Vertx vertx, Database database, RelayConfig.Database config) {
        return new Pools(
                database.pool(vertx, "prompt", PROMPT_CONNECTIONS, PROMPT_LIMIT),
                database.pool(vertx, "common", config.poolSize(), COMMON_LIMIT));
    }

    Future<Void> close() {
        return Future.join(prompt.close(), common.close()).mapEmpty();
    }
}
