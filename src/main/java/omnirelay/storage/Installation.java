package omnirelay.storage;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import omnirelay.config.StartupException;

/**
 * What a database remembers of the first relay that used it: whether its messages are real, and the key of the hash by
 * which numbers are found.
 */
public final class Installation {
    private static final int KEY_BYTES = 32;

    private final byte[] numberKey;

    private Installation(byte[] numberKey) {
        this.numberKey = numberKey;
    }

    /**
     * Settles the mode at the first start, compares it at every later one; blocks.
     *
     * @throws StartupException where the database belongs to the other mode: pretended deliveries among real ones would
     *     make both worthless
     */
    public static Installation open(Database database, boolean sandbox) {
        try (Connection connection = database.connect()) {
            settle(connection, mode(sandbox));
            return read(connection, database, sandbox);
        } catch (SQLException e) {
            throw new StartupException(
                    "The database %s cannot be used: %s".formatted(database.name(), e.getMessage()), e);
        }
    }

    private static void settle(Connection connection, String mode) throws SQLException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO installation (mode, number_key) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, mode);
            insert.setBytes(2, key);
            insert.executeUpdate();
        }
    }

    private static Installation read(Connection connection, Database database, boolean sandbox) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT mode, number_key FROM installation");
                ResultSet row = select.executeQuery()) {
            row.next();
            if (!row.getString("mode").equals(mode(sandbox))) {
                throw new StartupException(
                        "The database %s holds %s messages and this relay is in %s mode: use another database, or data.dir"
                                .formatted(database.name(), row.getString("mode"), mode(sandbox)));
            }
            return new Installation(row.getBytes("number_key"));
        }
    }

    private static String mode(boolean sandbox) {
        return sandbox ? "sandbox" : "production";
    }

    public byte[] numberKey() {
        return numberKey.clone();
    }
}
