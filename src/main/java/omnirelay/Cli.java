package omnirelay;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import omnirelay.config.ConfigLoader;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.probe.CallbackCheck;
import omnirelay.probe.Findings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: reads the configuration, then does what is asked with it. */
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
    /** What can be asked for; each blocks, and throws a {@link StartupException} that says why it is refused. */
    interface Actions {
        /** Returns once the relay serves. */
        void start(RelayConfig config, boolean demo);

        /** Returns once no running relay goes on with the present epoch. */
        void beginEpoch(RelayConfig config);

        /** Returns what became of a test callback. */
        Findings checkCallback(RelayConfig config, URI url);
    }

    private final Function<String, @Nullable String> environment;
    private final Actions actions;
    private final PrintWriter out;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Read settings from a YAML file.")
    private @Nullable Path config;

    @Option(names = "--check", description = "Check the settings and exit: 0 if they are good, 1 if not.")
    private boolean check;

    @Option(
            names = "--check-callback",
            paramLabel = "URL",
            description =
                    "Post a signed test callback to the address that TeleSign is to call, say what became of it, and"
                            + " exit: 0 if callbacks would arrive, 1 if not. The relay must be running behind that address.")
    private @Nullable String callbackUrl;

    @Option(names = "--demo", description = "Fill the sandbox with ten minutes of plausible traffic.")
    private boolean demo;

    private Cli(Function<String, @Nullable String> environment, Actions actions, PrintWriter out) {
        this.environment = environment;
        this.actions = actions;
        this.out = out;
    }

    /**
     * Runs one command line.
     *
     * @return 0 where all is well, the relay perhaps running; 1 where it is refused; 2 for an unknown option
     */
    static int run(
            String[] args,
            Function<String, @Nullable String> environment,
            Actions actions,
            PrintWriter out,
            PrintWriter err) {
        return new CommandLine(new Cli(environment, actions, out))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (!(failure instanceof StartupException)) {
                        throw failure;
                    }
                    err.println(failure.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        RelayConfig settings = ConfigLoader.load(config, environment);
        if (callbackUrl != null) {
            return checkCallback(settings, callbackUrl);
        }
        if (check) {
            out.println("The configuration is good.");
        } else {
            actions.start(settings, demo);
        }
        return CommandLine.ExitCode.OK;
    }

    private int checkCallback(RelayConfig settings, String address) {
        URI url = CallbackCheck.url(address)
                .orElseThrow(() -> new StartupException(
                        "--check-callback needs an address like https://hooks.example.com/callbacks/telesign"));
        Findings findings = actions.checkCallback(settings, url);
        out.println(findings);
        out.println(findings.good() ? "Callbacks would arrive." : "Callbacks would not arrive.");
        return findings.good() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    @Command(
            name = "new-epoch",
            mixinStandardHelpOptions = true,
            description = "After a database was restored from a dump: refuse every cursor from before, so that watchers"
                    + " read the state anew rather than miss events.")
    void newEpoch() {
        actions.beginEpoch(ConfigLoader.load(config, environment));
        out.println("The next batch begins a new epoch.");
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
