package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import omnirelay.config.RelayConfig;
import omnirelay.ledger.NewEpoch;
import omnirelay.probe.CallbackCheck;
import omnirelay.probe.Findings;
import omnirelay.telesign.ApiKey;

/** Where the process begins. */
public final class Main implements Cli.Actions {
    private final PrintWriter out;

    private Main(PrintWriter out) {
        this.out = out;
    }

    /** Returns while the relay runs; ends the process where it does not. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        int exitCode = Cli.run(args, System::getenv, new Main(out), out, err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public void start(RelayConfig config, boolean demo) {
        Logging.configure(config.log());
        Relay relay = started(config, demo);
        Announcement.make(out, config, relay);
    }

    private static Relay started(RelayConfig config, boolean demo) {
        CompletableFuture<Relay> starting = new CompletableFuture<>();
        Shutdown.stops(starting);
        try {
            starting.complete(Relay.start(config, demo));
        } catch (RuntimeException | Error e) {
            starting.completeExceptionally(e);
            throw e;
        }
        return starting.join();
    }

    @Override
    public void beginEpoch(RelayConfig config) {
        Logging.configure(config.log());
        try (RelayDatabase database = RelayDatabase.open(config)) {
            NewEpoch.request(database.database());
        }
    }

    @Override
    public Findings checkCallback(RelayConfig config, URI url) {
        Logging.configure(config.log());
        Vertx vertx = Vertx.vertx();
        try {
            return new CallbackCheck(vertx, ApiKey.of(config.telesign()), null)
                    .run(url)
                    .await();
        } finally {
            vertx.close().await();
        }
    }
}
