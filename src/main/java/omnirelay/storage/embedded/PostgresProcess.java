package omnirelay.storage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.config.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's process. One thread starts it, copies its log and waits for its end: it must be the same thread all
 * along, because the system tells PostgreSQL to stop ({@code pdeathsig}) when the thread that started it ends.
 */
final class PostgresProcess {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);

    /** After a crash PostgreSQL first replays what it had not yet written to its tables. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final String FATAL = "FATAL:";

    private final Command command;
    private final BoundedLog log;
    private final CompletableFuture<Process> ready = new CompletableFuture<>();
    private volatile boolean stopping;
    private String fatal = "";

    private PostgresProcess(Command command, BoundedLog log) {
        this.command = command;
        this.log = log;
    }

    /**
     * Returns once it accepts connections.
     *
     * @throws IOException with PostgreSQL's own reason where it ends instead
     */
    static PostgresProcess start(Command command, BoundedLog log) throws IOException {
        var server = new PostgresProcess(command, log);
        var thread = new Thread(server::run, "postgresql");
        thread.setDaemon(true);
        thread.start();
        server.awaitReady();
        return server;
    }

    /** Fast shutdown: what is committed is written, open transactions are rolled back. Blocks until the end. */
    void stop() {
        stopping = true;
        Process process = ready.join();
        if (process.isAlive()) {
            Command.signal("INT", process.pid());
        }
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("PostgreSQL does not stop within {}; it recovers at the next start", STOP_LIMIT);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        try {
            ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException reason ? reason : new IOException(e);
        } catch (TimeoutException e) {
            throw new StartupException(
                    "PostgreSQL is not ready after %d s; its log is %s".formatted(START_LIMIT.toSeconds(), log.file()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
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
        } catch (IOException e) {
            ready.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard(String line, Process process) {
        log.append(line);
        if (line.contains(FATAL)) {
            fatal = line.substring(line.indexOf(FATAL) + FATAL.length()).strip();
        }
        if (line.endsWith("database system is ready to accept connections")) {
            ready.complete(process);
        }
    }

    private void ended(int exitCode) {
        boolean early = ready.completeExceptionally(new IOException(fatal.isEmpty() ? "exit code " + exitCode : fatal));
        if (!early && !stopping) {
            LOG.error("PostgreSQL ended by itself with exit code {}; its log is {}", exitCode, log.file());
        }
    }
}
