package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Returns while the relay runs; ends the process where it does not. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, UTF_8);
        Cli.Start start = (config, demo) -> {
            Relay relay = Relay.start(config, demo);
            Announcement.print(out, config, relay);
            return relay::stop;
        };
        int exitCode = Cli.run(args, System::getenv, start, out, err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
