package omnirelay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on SIGTERM, Ctrl-C or a closed terminal. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /** A first start unpacks PostgreSQL and makes its files; cut short there, it would leave processes behind. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private static final int FAILED = 1;

    private Shutdown() {}

    /**
     * Stops the relay when the process is asked to end, also while it is still starting. A relay that stopped as it
     * should exits with 0, while Java would say 143 or 130 after a signal, which looks like a failure to whatever
     * supervises it.
     */
    static void stops(CompletableFuture<Relay> starting) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop(starting)), "shutdown"));
    }

    private static int stop(CompletableFuture<Relay> starting) {
        boolean failed = starting.isCompletedExceptionally();
        try {
            starting.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS).stop();
            return 0;
        } catch (ExecutionException neverStarted) {
            return failed ? FAILED : 0; // Java refuses some of what a start needs once it is ending
        } catch (TimeoutException | InterruptedException e) {
            LOG.error("The relay was stopped before it had started");
            return FAILED;
        } catch (RuntimeException e) {
            LOG.error("The relay did not stop cleanly", e);
            return FAILED;
        }
    }
}
