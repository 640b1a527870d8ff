package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Returns while the relay runs; ends the process where it does not. */
    public static void main(String[] args) {
        int exitCode = Cli.run(
                args,
                System::getenv,
                (config, demo) -> RelayDatabase.open(config)::close,
                new PrintWriter(System.out, true, UTF_8),
                new PrintWriter(System.err, true, UTF_8));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
