package omnirelay.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import omnirelay.config.StartupException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables to the shape that this release needs. Blocks; any number of nodes may do it at once, PostgreSQL's
 * advisory lock lets one after the other.
 */
public final class Migrations {
    private static final int OLDEST = 15;
    private static final int NEWEST = 18;

    private final Database database;

    public Migrations(Database database) {
        this.database = database;
    }

    /**
     * Checks the server, then migrates.
     *
     * @throws StartupException with one sentence where the database is away, unfit or refuses
     */
    public void run() {
        refuseUnfitServer();
        ConnectionSettings settings = database.settings();
        try {
            Flyway.configure()
                    .dataSource(
                            database.jdbcUrl(),
                            settings.user(),
                            settings.password().value())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartupException(
                    "The tables in %s cannot be brought up to date: %s".formatted(database.name(), oneLine(e)), e);
        }
    }

    private void refuseUnfitServer() {
        try (Connection connection = database.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST || major > NEWEST) {
                throw new StartupException("%s is PostgreSQL %d: the relay works with %d to %d"
                        .formatted(database.name(), major, OLDEST, NEWEST));
            }
            if (isStandby(connection)) {
                throw new StartupException("%s is a standby, which only reads: set database.url to the primary"
                        .formatted(database.name()));
            }
        } catch (SQLException e) {
            throw new StartupException("The database %s cannot be used: %s".formatted(database.name(), oneLine(e)), e);
        }
    }

    /** Flyway writes reports with lines and underlines. */
    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\n[\\s-]*", " ").strip();
    }

    private static boolean isStandby(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return rows.next() && rows.getBoolean(1);
        }
    }
}
