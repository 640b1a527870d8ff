package omnirelay.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import omnirelay.config.StartupException;

/**
 * What a relay that was killed may leave behind: PostgreSQL still running, or a {@code postmaster.pid} whose number now
 * belongs to another process or to a zombie. (One whose process is gone PostgreSQL recognises by itself.)
 */
final class LeftoverServer {
    private static final Duration FAST = Duration.ofSeconds(10);
    private static final Duration IMMEDIATE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Path cluster;
    private final Path pidFile;

    LeftoverServer(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Stops the server that still runs on these files, if one does, and removes a pid file that is surely stale. */
    void clear() throws IOException {
        Optional<Long> pid = pid();
        if (pid.isPresent() && isServer(pid.get())) {
            stop(pid.get());
        } else if (pid.isEmpty() || ProcessHandle.of(pid.get()).isPresent()) {
            Files.deleteIfExists(pidFile);
        }
    }

    private Optional<Long> pid() throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            return Files.readString(pidFile).lines().findFirst().map(line -> Long.valueOf(line.strip()));
        } catch (NumberFormatException cutShort) {
            return Optional.empty();
        }
    }

    /** A zombie has no command line and so is no server. */
    private boolean isServer(long pid) {
        return commandLine(pid).replace('\0', ' ').contains("/postgres -D " + cluster + " ");
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException noSuchFile) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().commandLine())
                    .orElse("");
        }
    }

    private void stop(long pid) {
        Command.signal("INT", pid);
        if (isGoneWithin(FAST, pid)) {
            return;
        }
        Command.signal("QUIT", pid);
        if (!isGoneWithin(IMMEDIATE, pid)) {
            throw new StartupException(
                    "PostgreSQL of an earlier relay (process %d) still runs on %s and does not stop: end it, then start again"
                            .formatted(pid, cluster));
        }
    }

    private boolean isGoneWithin(Duration limit, long pid) {
        long end = System.nanoTime() + limit.toNanos();
        while (isServer(pid)) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
