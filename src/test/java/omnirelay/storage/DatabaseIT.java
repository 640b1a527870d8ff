package omnirelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.Test;

class DatabaseIT {
    @Test
    void aPoolReachesAMigratedDatabase() {
        Vertx vertx = Vertx.vertx();
        try (TestDatabase database = TestDatabase.create()) {
            var rows = database.pool(vertx)
                    .query("SELECT count(*) FROM flyway_schema_history")
                    .execute()
                    .await();
            assertThat(rows.iterator().next().getLong(0)).isPositive();
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void theServerEndsAStatementThatTakesTooLong() {
        Vertx vertx = Vertx.vertx();
        try (TestDatabase database = TestDatabase.create()) {
            Pool pool = database.database().pool(vertx, "brief", 1, Duration.ofMillis(100));

            assertThatThrownBy(
                            () -> Soon.await(pool.query("SELECT pg_sleep(300)").execute()))
                    .isInstanceOfSatisfying(
                            PgException.class,
                            cancelled -> assertThat(cancelled.getSqlState()).isEqualTo("57014"));
            assertThat(Soon.await(pool.query("SELECT 1").execute())).hasSize(1);
        } finally {
            vertx.close().await();
        }
    }
}
