package omnirelay;

import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.storage.ConnectionSettings;
import omnirelay.storage.Database;
import omnirelay.storage.Installation;
import omnirelay.storage.Migrations;
import omnirelay.storage.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** The database that the settings name, or the relay's own where they name none; its tables are up to date and of its mode. */
final class RelayDatabase implements AutoCloseable {
    private final @Nullable EmbeddedPostgres embedded;
    private final Database database;
    private final Installation installation;

    private RelayDatabase(@Nullable EmbeddedPostgres embedded, Database database, Installation installation) {
        this.embedded = embedded;
        this.database = database;
        this.installation = installation;
    }

    /**
     * Blocks until the database is ready to be used.
     *
     * @throws StartupException saying why it cannot be
     */
    static RelayDatabase open(RelayConfig config) {
        boolean sandbox = config.sandbox().enabled();
        if (config.database().url() != null) {
            return prepared(null, ConnectionSettings.of(config.database()), sandbox);
        }
        EmbeddedPostgres own = EmbeddedPostgres.start(config.data().dir());
        try {
            return prepared(own, own.settings(), sandbox);
        } catch (StartupException e) {
            own.close();
            throw e;
        }
    }

    private static RelayDatabase prepared(
            @Nullable EmbeddedPostgres embedded, ConnectionSettings settings, boolean sandbox) {
        Database database = new Database(settings);
        new Migrations(database).run();
        return new RelayDatabase(embedded, database, Installation.open(database, sandbox));
    }

    Database database() {
        return database;
    }

    Installation installation() {
        return installation;
    }

    /** Stops the relay's own server; another's is left alone. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
