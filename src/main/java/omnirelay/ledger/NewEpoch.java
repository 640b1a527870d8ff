package omnirelay.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import omnirelay.config.StartupException;
import omnirelay.storage.Database;

/**
 * What an operator asks for after a dump was restored into the cluster that it came from: there the ledger cannot see
 * by itself that the numbers now mean other events. Blocks.
 */
public final class NewEpoch {
    private static final String FORGET = "UPDATE feed_head SET epoch = ''";

    /** A ledger looks at the epoch when it connects. */
    private static final String DISCONNECT = """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user
              AND application_name = 'omnirelay' AND pid <> pg_backend_pid()
            """;

    private NewEpoch() {}

    /** Lets the next ledger that connects begin one, and every node that runs connect anew. */
    public static void request(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(FORGET);
            statement.execute(DISCONNECT);
        } catch (SQLException e) {
            throw new StartupException(
                    "The database %s cannot be used: %s".formatted(database.name(), e.getMessage()), e);
        }
    }
}
