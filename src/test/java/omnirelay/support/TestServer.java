package omnirelay.support;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import omnirelay.config.RelayConfig.Database.Tls;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;
import omnirelay.storage.ConnectionSettings;
import omnirelay.storage.Database;
import omnirelay.storage.Migrations;
import omnirelay.storage.embedded.EmbeddedPostgres;

/**
 * The PostgreSQL of this test JVM, with one migrated database to copy. An embedded one, kept under {@code target} from
 * run to run; or the one that the system property {@code test.database} names, as
 * {@code postgresql://user:password@host:port/database}, whose databases {@code migrated} and {@code test_…} are dropped
 * and made anew.
 */
final class TestServer {
    private static final String TEMPLATE = "migrated";

    private TestServer() {}

    private static final class Holder {
        static final ConnectionSettings SERVER = given().orElseGet(Holder::start);
        static final ConnectionSettings TEMPLATE_SETTINGS = prepare();

        private static Optional<ConnectionSettings> given() {
            return Optional.ofNullable(System.getProperty("test.database"))
                    .map(URI::create)
                    .map(Holder::settings);
        }

        private static ConnectionSettings settings(URI url) {
            String[] account = url.getUserInfo().split(":", 2);
            return new ConnectionSettings(
                    url.getHost(),
                    url.getPort(),
                    url.getPath().substring(1),
                    account[0],
                    new Secret(account[1]),
                    Tls.DISABLE,
                    null);
        }

        private static ConnectionSettings start() {
            EmbeddedPostgres server = startOnFreeDirectory();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server.settings();
        }

        private static ConnectionSettings prepare() {
            leftovers().forEach(name -> execute("DROP DATABASE \"" + name + "\" WITH (FORCE)"));
            execute("CREATE DATABASE " + TEMPLATE);
            ConnectionSettings settings = SERVER.withDatabase(TEMPLATE);
            new Migrations(new Database(settings)).run();
            return settings;
        }
    }

    static ConnectionSettings template() {
        return Holder.TEMPLATE_SETTINGS;
    }

    static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Two builds of one checkout may run side by side. */
    private static EmbeddedPostgres startOnFreeDirectory() {
        Path first = Path.of("target", "postgresql");
        try {
            return EmbeddedPostgres.start(first);
        } catch (StartupException inUse) {
            return EmbeddedPostgres.start(
                    first.resolveSibling("postgresql-" + ProcessHandle.current().pid()));
        }
    }

    private static List<String> leftovers() {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT datname FROM pg_database WHERE datname = '%s' OR datname LIKE 'test\\_%%'"
                                .formatted(TEMPLATE))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return names;
    }

    private static Connection connect() throws SQLException {
        return new Database(Holder.SERVER).connect();
    }
}
