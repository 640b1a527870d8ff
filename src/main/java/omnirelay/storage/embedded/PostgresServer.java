package omnirelay.storage.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server on a port of its own that nobody else on the machine's network can reach. */
record PostgresServer(PostgresProcess process, int port) {
    static final String HOST = "127.0.0.1";

    /** Another program may take the port meanwhile, or a killed server's last processes may still hold its memory. */
    private static final int TRIES = 3;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    /** On the command line rather than in a file, so that every release of the relay brings its own. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=" + HOST,
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=100",
            "shared_buffers=64MB",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_checkpoints=off",
            // Neither statements nor values belong in the log: they hold numbers and texts.
            "log_min_error_statement=panic",
            "log_error_verbosity=terse");

    /** Blocks until it accepts connections. */
    static PostgresServer start(
            PostgresBinaries binaries, PostgresAccount account, PostgresCluster cluster, Path logFile)
            throws IOException {
        for (int tried = 1; ; tried++) {
            int port = freePort();
            try {
                var command = account.command(words(binaries, cluster, port));
                return new PostgresServer(PostgresProcess.start(command, new BoundedLog(logFile)), port);
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw Refusal.of("PostgreSQL does not start (its log is %s)".formatted(logFile), e);
                }
                pause();
            }
        }
    }

    void stop() {
        process.stop();
    }

    private static String[] words(PostgresBinaries binaries, PostgresCluster cluster, int port) {
        List<String> words = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", cluster.dir().toString()));
        words.addAll(List.of("-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
        return words.toArray(String[]::new);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
