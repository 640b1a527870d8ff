package omnirelay;

import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.storage.ConnectionSettings;
import omnirelay.storage.Database;
import omnirelay.storage.Migrations;
import omnirelay.storage.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** The database that the settings name, or the relay's own where they name none; its tables are up to date. */
final class RelayDatabase implements AutoCloseable {
    private final @Nullable EmbeddedPostgres embedded;
    private final Database database;

    private RelayDatabase(@Nullable EmbeddedPostgres embedded, Database database) {
        this.embedded = embedded;
        this.database = database;
    }

    /**
     * Blocks until the database is ready to be used.
     *
     * @throws StartupException saying why it cannot be
     */
    static RelayDatabase open(RelayConfig config) {
        RelayDatabase opened = config.database().url() == null
                ? own(EmbeddedPostgres.start(config.data().dir()))
                : new RelayDatabase(null, new Database(ConnectionSettings.of(config.database())));
        try {
            new Migrations(opened.database).run();
            return opened;
        } catch (StartupException e) {
            opened.close();
            throw e;
        }
    }

    private static RelayDatabase own(EmbeddedPostgres embedded) {
        return new RelayDatabase(embedded, new Database(embedded.settings()));
    }

    Database database() {
        return database;
    }

    /** Stops the relay's own server; another's is left alone. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
