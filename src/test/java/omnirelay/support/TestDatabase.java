package omnirelay.support;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import omnirelay.storage.ConnectionSettings;
import omnirelay.storage.Database;

/**
 * A database of its own for a test class, migrated and otherwise empty, on the one PostgreSQL that the test's JVM
 * starts, or is given, when the first class asks for it.
 */
public final class TestDatabase implements AutoCloseable {
    private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ConnectionSettings settings;

    private TestDatabase(ConnectionSettings settings) {
        this.settings = settings;
    }

    public static TestDatabase create() {
        return copyOf(TestServer.template().database());
    }

    /** One without tables. */
    public static TestDatabase createEmpty() {
        return copyOf("template0");
    }

    private static TestDatabase copyOf(String template) {
        String name = "test_" + COUNT.incrementAndGet();
        ConnectionSettings settings = TestServer.template().withDatabase(name);
        TestServer.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(settings);
    }

    public ConnectionSettings settings() {
        return settings;
    }

    public Database database() {
        return new Database(settings);
    }

    public Pool pool(Vertx vertx) {
        return pool(vertx, 8);
    }

    public Pool pool(Vertx vertx, int size) {
        return database().pool(vertx, "test", size, STATEMENT_LIMIT);
    }

    /** Runs SQL as a test's preparation or look from outside, not through the pool under test. */
    public void execute(String sql) {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of what a query finds. */
    public List<String> texts(String sql) {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        TestServer.execute("DROP DATABASE " + settings.database() + " WITH (FORCE)");
    }
}
