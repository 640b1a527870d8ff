package omnirelay;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import omnirelay.config.ConfigLoader;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.ledger.NewEpoch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line: reads the configuration, then starts the relay or says why not. */
@Command(
        name = "omnirelay",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class,
        sortOptions = false,
        description =
                "A relay in front of TeleSign's Messaging API that keeps every delivery status and shows it live.",
        footer = {
            "",
            "With nothing configured it runs in sandbox mode: a stand-in for TeleSign, a PostgreSQL of its own in data/,"
                    + " and a dashboard on http://127.0.0.1:8080/."
        })
final class Cli implements Callable<Integer> {
    /** What to do with good settings. */
    @FunctionalInterface
    interface Start {
        /**
         * Returns once the relay serves.
         *
         * @throws StartupException saying why it does not start
         */
        void start(RelayConfig config, boolean demo);
    }

    private final Function<String, @Nullable String> environment;
    private final Start start;
    private final PrintWriter out;

    @Option(names = "--config", paramLabel = "FILE", description = "Read settings from a YAML file.")
    private @Nullable Path config;

    @Option(names = "--check", description = "Check the settings and exit: 0 if they are good, 1 if not.")
    private boolean check;

    @Option(names = "--demo", description = "Fill the sandbox with ten minutes of plausible traffic.")
    private boolean demo;

    private Cli(Function<String, @Nullable String> environment, Start start, PrintWriter out) {
        this.environment = environment;
        this.start = start;
        this.out = out;
    }

    /**
     * Runs one command line.
     *
     * @return 0 where all is well, the relay perhaps running; 1 where it does not start; 2 for an unknown option
     */
    static int run(
            String[] args,
            Function<String, @Nullable String> environment,
            Start start,
            PrintWriter out,
            PrintWriter err) {
        return new CommandLine(new Cli(environment, start, out))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof StartupException)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    /** For operators, after a logical restore. */
    @Command(
            name = "new-epoch",
            description = "Begin a new epoch of the feed, so that cursors from before a restore are refused.")
    int newEpoch() {
        try (RelayDatabase database = RelayDatabase.open(ConfigLoader.load(config, environment))) {
            out.println("The feed now follows epoch " + NewEpoch.begin(database.database()) + ".");
        }
        return 0;
    }

    @Override
    public Integer call() {
        RelayConfig settings = ConfigLoader.load(config, environment);
        if (check) {
            out.println("The configuration is good.");
            return 0;
        }
        start.start(settings, demo);
        return 0;
    }

    /** From the jar's manifest; compiled classes alone have none. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return new String[] {"omnirelay " + (version == null ? "(not packaged)" : version)};
        }
    }
}
