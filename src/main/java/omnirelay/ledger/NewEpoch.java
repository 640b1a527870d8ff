package omnirelay.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import omnirelay.config.StartupException;
import omnirelay.storage.Database;

/**
 * Begins a new epoch by an operator's word. After a logical restore the numbers may mean other events than before, and
 * unlike a fail-over nothing in the database tells: cursors from before must be refused rather than misread.
 */
public final class NewEpoch {
    private NewEpoch() {}

    /**
     * Begins it; blocks. Relays that run on the database notice within seconds.
     *
     * @return the new epoch
     * @throws StartupException where the database cannot be used
     */
    public static String begin(Database database) {
        String epoch = UUID.randomUUID().toString().substring(0, 8);
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement("UPDATE feed_head SET epoch = ?")) {
            update.setString(1, epoch);
            update.executeUpdate();
            return epoch;
        } catch (SQLException e) {
            throw new StartupException(
                    "The database %s cannot be used: %s".formatted(database.name(), e.getMessage()), e);
        }
    }
}
