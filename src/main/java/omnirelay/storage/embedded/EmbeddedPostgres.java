package omnirelay.storage.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import omnirelay.config.RelayConfig.Database.Tls;
import omnirelay.config.StartupException;
import omnirelay.storage.ConnectionSettings;

/**
 * The relay's own PostgreSQL, for those who have none: its files stay in the data directory from start to start, and
 * what it has committed survives a crash.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long LOG_BYTES = 4L << 20;

    /** Not the file's but the command line's, so that every release of the relay brings its own. */
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.ofEntries(
            Map.entry("listen_addresses", HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_checkpoints", "off"),
            // Neither statements nor values in the log: they hold numbers and texts.
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse")));

    private final DataDirLock lock;
    private final PostgresProcess process;
    private final ConnectionSettings settings;

    private EmbeddedPostgres(DataDirLock lock, PostgresProcess process, ConnectionSettings settings) {
        this.lock = lock;
        this.process = process;
        this.settings = settings;
    }

    /**
     * Starts it and returns once it accepts connections; blocks for about half a second, two and a half the first time.
     *
     * @throws StartupException with one sentence on why it cannot, and what to do
     */
    public static EmbeddedPostgres start(Path dir) {
        try {
            boolean isNew = create(dir);
            Path dataDir = dir.toRealPath();
            DataDirLock lock = DataDirLock.take(dataDir);
            try {
                return start(dataDir, isNew, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartupException("The data directory %s cannot be used: %s".formatted(dir, Trees.reason(e)), e);
        }
    }

    /** Where it is; another port at each start. */
    public ConnectionSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        process.stop();
        lock.close();
    }

    private static EmbeddedPostgres start(Path dataDir, boolean isNew, DataDirLock lock) throws IOException {
        var cluster = new PostgresCluster(dataDir);
        cluster.refuseOtherVersion(PostgresBinaries.MAJOR);
        PostgresAccount account = PostgresAccount.choose(dataDir, isNew);
        account.claim(lock.file());
        Path binaries = new PostgresBinaries(dataDir).unpack();
        new LeftoverServer(cluster.dir()).clear();
        cluster.createIfMissing(binaries, account);

        int port = freePort();
        PostgresProcess process = PostgresProcess.start(
                server(binaries, account, cluster, port), new BoundedLog(dataDir.resolve("postgresql.log"), LOG_BYTES));
        return new EmbeddedPostgres(
                lock,
                process,
                new ConnectionSettings(
                        HOST,
                        port,
                        PostgresCluster.DATABASE,
                        PostgresCluster.USER,
                        cluster.password(),
                        Tls.DISABLE,
                        null));
    }

    private static Command server(Path binaries, PostgresAccount account, PostgresCluster cluster, int port) {
        List<String> words = new ArrayList<>();
        words.add(binaries.resolve("bin/postgres").toString());
        words.addAll(List.of("-D", cluster.dir().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return account.command(words.toArray(String[]::new));
    }

    /** Whether the directory is new. */
    private static boolean create(Path dir) throws IOException {
        Path absolute = dir.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return false;
        }
        Files.createDirectories(absolute.getParent());
        try {
            Files.createDirectory(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("it is a file", e);
        }
        return true;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
