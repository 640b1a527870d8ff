package omnirelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
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
}
