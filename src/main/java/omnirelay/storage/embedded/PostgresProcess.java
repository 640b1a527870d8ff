package omnirelay.storage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import omnirelay.config.StartupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server while it runs. One thread starts it, copies its log and waits for its end: it must be the same thread all
 * along, because the system tells PostgreSQL to stop ({@code pdeathsig}) when the thread that started it ends.
 */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);

    /** After a crash PostgreSQL first replays what it had not yet written to its tables. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration FAST_SHUTDOWN_LIMIT = Duration.ofSeconds(20);

    private final Command command;
    private final BoundedLog log;
    private final CompletableFuture<Process> ready = new CompletableFuture<>();
    private volatile boolean stopping;
    private String lastFatal = "";

    private PostgresProcess(Command command, BoundedLog log) {
        this.command = command;
        this.log = log;
    }

    /** Returns once it accepts connections. */
    static PostgresProcess start(Command command, BoundedLog log) {
        var server = new PostgresProcess(command, log);
        var thread = new Thread(server::run, "postgresql");
        thread.setDaemon(true);
        thread.start();
        try {
            server.ready
                    .orTimeout(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return server;
        } catch (CompletionException e) {
            throw new StartupException(
                    "PostgreSQL does not start: %s (its log: %s)".formatted(reason(e.getCause()), log.file()));
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof IOException
                ? String.valueOf(cause.getMessage())
                : "it is not ready after " + START_LIMIT;
    }

    private void run() {
        try {
            Process process = command.builder().start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    heard(line, process);
                }
            }
            ended(process.waitFor());
        } catch (IOException | InterruptedException e) {
            ready.completeExceptionally(e);
        }
    }

    private void heard(String line, Process process) throws IOException {
        log.append(line);
        if (line.contains("FATAL:") || line.contains("ERROR:")) {
            lastFatal = line;
        }
        if (line.endsWith("database system is ready to accept connections")) {
            ready.complete(process);
        }
    }

    private void ended(int exitCode) {
        boolean early =
                ready.completeExceptionally(new IOException(lastFatal.isEmpty() ? "exit code " + exitCode : lastFatal));
        if (!early && !stopping) {
            LOG.error("PostgreSQL ended by itself with exit code {}; its log is {}", exitCode, log.file());
        }
    }

    /** Fast shutdown: open transactions are rolled back, everything committed is written. Waits for the end. */
    void stop() {
        stopping = true;
        Process process = ready.join();
        Command.signal("INT", process.pid());
        try {
            if (!process.waitFor(FAST_SHUTDOWN_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL does not stop within {}; it will recover at the next start", FAST_SHUTDOWN_LIMIT);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
