package omnirelay.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import omnirelay.config.RelayConfig.Database.Tls;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;
import omnirelay.support.TestDatabase;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    @Test
    void threeNodesThatStartAtOnceMigrateOnce() throws Exception {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            var barrier = new CyclicBarrier(3);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Future<?>> nodes = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                nodes.add(threads.submit(() -> {
                    barrier.await();
                    new Migrations(database.database()).run();
                    return null;
                }));
            }
            for (Future<?> node : nodes) {
                node.get(60, SECONDS);
            }
            threads.shutdown();

            assertThat(count(database, "SELECT count(*) FROM flyway_schema_history"))
                    .isPositive();
            assertThat(count(database, "SELECT count(*) - count(DISTINCT version) FROM flyway_schema_history"))
                    .isZero();
            assertThat(count(database, "SELECT count(*) FROM feed_head")).isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatIsUpToDateIsLeftAlone() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            long before = count(database, "SELECT count(*) FROM flyway_schema_history");

            new Migrations(database.database()).run();

            assertThat(count(database, "SELECT count(*) FROM flyway_schema_history"))
                    .isEqualTo(before);
        }
    }

    @Test
    void aDatabaseWithTablesOfSomethingElseIsRefused() {
        try (TestDatabase database = TestDatabase.createEmpty()) {
            database.execute("CREATE TABLE orders (id integer)");

            assertThatThrownBy(() -> new Migrations(database.database()).run())
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("cannot be brought up to date")
                    .hasMessageContaining("non-empty schema")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aServerThatIsAwayIsSaidInOneSentenceWithoutThePassword() throws IOException {
        var nobodyThere =
                new ConnectionSettings("127.0.0.1", freePort(), "relay", "me", new Secret("hunter2"), Tls.PREFER, null);

        assertThatThrownBy(() -> new Migrations(new Database(nobodyThere)).run())
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("The database 127.0.0.1:" + nobodyThere.port() + "/relay cannot be used: ")
                .hasMessageContaining("refused")
                .hasMessageNotContaining("hunter2");
    }

    private static long count(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
