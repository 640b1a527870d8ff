package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import omnirelay.config.RelayConfig;
import omnirelay.config.StartupException;
import omnirelay.probe.Finding;
import omnirelay.probe.Finding.Verdict;
import omnirelay.probe.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CliTest implements Cli.Actions {
    private static final Map<String, String> NOTHING = Map.of();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<RelayConfig> started = new ArrayList<>();
    private final List<RelayConfig> epochOf = new ArrayList<>();
    private @Nullable StartupException refusal;
    private Finding checked = new Finding("status", Verdict.GOOD, "200, the only one that counts.");
    private boolean demo;

    @Test
    void withoutArgumentsItStartsTheRelay() {
        assertThat(run(NOTHING)).isZero();

        assertThat(started)
                .singleElement()
                .satisfies(config -> assertThat(config.sandbox().enabled()).isTrue());
        assertThat(demo).isFalse();
    }

    @Test
    void demoIsPassedOn() {
        assertThat(run(NOTHING, "--demo")).isZero();

        assertThat(demo).isTrue();
    }

    @Test
    void checkSaysThatSettingsAreGoodAndStartsNothing() {
        assertThat(run(NOTHING, "--check")).isZero();

        assertThat(out.toString()).contains("The configuration is good.");
        assertThat(started).isEmpty();
    }

    @Test
    void everyMistakeIsToldOnStandardErrorAndNothingIsStarted() {
        var wrong = Map.of("OMNIRELAY_HTTP_PORT", "x", "OMNIRELAY_LOG_LEVEL", "loud");

        assertThat(run(wrong)).isEqualTo(1);
        assertThat(run(wrong, "--check")).isEqualTo(1);

        assertThat(err.toString()).contains("http.port (OMNIRELAY_HTTP_PORT)", "log.level (OMNIRELAY_LOG_LEVEL)");
        assertThat(err.toString()).doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void aRefusedStartIsOneSentenceAndExitCodeOne() {
        refusal = new StartupException("The port is taken");

        assertThat(run(NOTHING)).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("The port is taken");
    }

    @Test
    void aNewEpochIsAskedForWithTheSameSettings() {
        assertThat(run(Map.of("OMNIRELAY_HTTP_PORT", "1"), "new-epoch")).isZero();
        assertThat(run(NOTHING, "new-epoch", "--config", "none.yaml")).isEqualTo(1);

        assertThat(epochOf)
                .singleElement()
                .satisfies(config -> assertThat(config.http().port()).isEqualTo(1));
        assertThat(started).isEmpty();
    }

    @Test
    void aCallbackCheckSaysWhatItFoundAndStartsNothing() {
        assertThat(run(NOTHING, "--check-callback", "https://hooks.example.com/callbacks/telesign"))
                .isZero();
        assertThat(out.toString()).contains("status", "200, the only one", "Callbacks would arrive.");

        checked = new Finding("status", Verdict.BAD, "404.");
        assertThat(run(NOTHING, "--check-callback", "https://hooks.example.com"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("Callbacks would not arrive.");

        assertThat(run(NOTHING, "--check-callback", "hooks.example.com")).isEqualTo(1);
        assertThat(err.toString()).contains("--check-callback needs an address like https://");
        assertThat(started).isEmpty();
    }

    @Test
    void anUnknownOptionIsExplained() {
        assertThat(run(NOTHING, "--port")).isEqualTo(2);

        assertThat(err.toString()).contains("--port", "Usage: omnirelay");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run(NOTHING, "--help")).isZero();

        assertThat(out.toString())
                .contains("--config", "--check", "--check-callback", "--demo", "--version", "new-epoch");
        assertThat(started).isEmpty();
    }

    @Test
    void versionBeginsWithTheName() {
        assertThat(run(NOTHING, "--version")).isZero();

        assertThat(out.toString()).startsWith("omnirelay ");
    }

    private int run(Map<String, String> environment, String... args) {
        return Cli.run(args, environment::get, this, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Override
    public void start(RelayConfig config, boolean withDemo) {
        if (refusal != null) {
            throw refusal;
        }
        started.add(config);
        demo = withDemo;
    }

    @Override
    public void beginEpoch(RelayConfig config) {
        epochOf.add(config);
    }

    @Override
    public Findings checkCallback(RelayConfig config, URI url) {
        return new Findings(url, List.of(checked));
    }
}
