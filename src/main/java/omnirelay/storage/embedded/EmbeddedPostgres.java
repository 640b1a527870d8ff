package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import omnirelay.config.RelayConfig.Database.Tls;
import omnirelay.config.StartupException;
import omnirelay.storage.ConnectionSettings;

/**
 * The relay's own PostgreSQL, for those who have none: its files stay in the data directory from start to start, and
 * what it has committed survives a crash.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final DataDirLock lock;
    private final PostgresServer server;
    private final ConnectionSettings settings;

    private EmbeddedPostgres(DataDirLock lock, PostgresServer server, ConnectionSettings settings) {
        this.lock = lock;
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts it and returns once it accepts connections: after about half a second, two and a half the first time.
     *
     * @throws StartupException with one sentence on why it does not start, and what to do
     */
    public static EmbeddedPostgres start(Path dir) {
        PostgresArchive archive = PostgresArchive.forThisSystem();
        try {
            boolean isNew = create(dir.toAbsolutePath());
            Path dataDir = dir.toRealPath();
            DataDirLock lock = DataDirLock.take(dataDir);
            try {
                return start(dataDir, isNew, archive, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw Refusal.of("The data directory %s cannot be used".formatted(dir), e);
        }
    }

    private static EmbeddedPostgres start(Path dataDir, boolean isNew, PostgresArchive archive, DataDirLock lock)
            throws IOException {
        var cluster = new PostgresCluster(dataDir);
        cluster.refuseOtherVersion(PostgresArchive.MAJOR);
        new LeftoverServer(cluster.dir()).clear();

        PostgresAccount account = PostgresAccount.choose(dataDir, isNew);
        account.claim(lock.file());
        PostgresBinaries binaries = PostgresBinaries.in(dataDir, archive, account);
        cluster.createIfMissing(binaries, account);

        PostgresServer server = PostgresServer.start(binaries, account, cluster, dataDir.resolve("postgresql.log"));
        return new EmbeddedPostgres(lock, server, settings(server, cluster));
    }

    private static ConnectionSettings settings(PostgresServer server, PostgresCluster cluster) {
        return new ConnectionSettings(
                PostgresServer.HOST,
                server.port(),
                PostgresCluster.DATABASE,
                PostgresCluster.USER,
                cluster.password(),
                Tls.DISABLE,
                null);
    }

    /** Where it is; another port at each start. */
    public ConnectionSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        server.stop();
        lock.close();
    }

    /** Whether the directory is new. */
    private static boolean create(Path dir) throws IOException {
        if (Files.isDirectory(dir)) {
            return false;
        }
        Files.createDirectories(dir.getParent());
        Files.createDirectory(dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return true;
    }
}
