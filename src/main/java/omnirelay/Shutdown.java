package omnirelay;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on SIGTERM, Ctrl-C or a closed terminal. */
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /**
     * Stops the relay by {@code stop} when the process is asked to end. A relay that stopped as it should exits with 0,
     * while Java would say 143 or 130 after a signal, which looks like a failure to whatever supervises it.
     */
    static void with(Runnable stop) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(run(stop)), "shutdown"));
    }

    private static int run(Runnable stop) {
        try {
            stop.run();
            return 0;
        } catch (RuntimeException e) {
            LOG.error("The relay did not stop cleanly", e);
            return 1;
        }
    }
}
