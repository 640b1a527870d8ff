package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import omnirelay.config.RelayConfig;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Returns while the relay runs; ends the process where it does not. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        int exitCode = Cli.run(args, System::getenv, (config, demo) -> start(config, demo, out), out, err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static void start(RelayConfig config, boolean demo, PrintWriter out) {
        Logging.configure(config.log());
        Relay relay = Relay.start(config, demo);
        Shutdown.with(relay::stop);
        Announcement.print(out, config, relay);
    }
}
