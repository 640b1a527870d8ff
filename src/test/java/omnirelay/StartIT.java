package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import omnirelay.support.RelayProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping as an operator sees it. */
class StartIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Map<String, String> DEFAULTS = Map.of();

    @TempDir
    Path dir;

    @Test
    void runsWithNothingConfiguredAndStopsInOrder() {
        try (RelayProcess relay = RelayProcess.launch(dir, DEFAULTS)) {
            assertThat(relay.port()).isPositive();
            await().atMost(LIMIT)
                    .untilAsserted(() ->
                            assertThat(relay.output()).contains("SANDBOX MODE", "curl -u", "/callbacks/telesign"));

            relay.terminate();

            assertThat(relay.exitCode()).isZero();
            assertThat(dir.resolve("data")).isDirectory();
            assertThat(postgresPidFiles()).isEmpty();
        }
    }

    @Test
    void stopsInOrderWhileItIsStillStarting() {
        try (RelayProcess relay = RelayProcess.launch(dir, DEFAULTS)) {
            await().atMost(LIMIT).until(() -> Files.exists(dir.resolve("data")));
            relay.terminate();

            assertThat(relay.exitCode()).isZero();
            assertThat(postgresPidFiles()).isEmpty();
        }
    }

    @Test
    void saysAllInJsonWhereMachinesReadTheLog() {
        try (RelayProcess relay = RelayProcess.launch(dir, Map.of("OMNIRELAY_LOG_FORMAT", "json"))) {
            relay.port();
            relay.terminate();

            assertThat(relay.exitCode()).isZero();
            assertThat(relay.output().lines())
                    .allMatch(line -> line.startsWith("{"))
                    .allSatisfy(line ->
                            assertThat(new JsonObject(line).getString("level")).isEqualTo("INFO"));
        }
    }

    @Test
    void refusesADirectoryThatAnotherRelayUses() {
        try (RelayProcess first = RelayProcess.launch(dir, DEFAULTS)) {
            first.port();
            try (RelayProcess second = RelayProcess.launch(dir, DEFAULTS)) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.output())
                        .containsIgnoringCase("another relay")
                        .hasLineCount(1);
            }
        }
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RelayProcess relay = RelayProcess.launch(
                        dir, Map.of("OMNIRELAY_HTTP_PORT", Integer.toString(taken.getLocalPort())))) {
            assertThat(relay.exitCode()).isEqualTo(1);
            assertThat(relay.output())
                    .contains("http.port", Integer.toString(taken.getLocalPort()))
                    .hasLineCount(1);
        }
    }

    @Test
    void saysEveryMistakeAtOnce() throws IOException {
        Path file = Files.writeString(dir.resolve("relay.yaml"), """
                http: {prot: 80, host: 127.0.0.1}
                telesign: {timeout: soon}
                """);
        Map<String, String> environment = Map.of("OMNIRELAY_SANDBOX_TIME_SCALE", "fast");
        try (RelayProcess relay = RelayProcess.launch(dir, environment, "--config", file.toString())) {
            assertThat(relay.exitCode()).isEqualTo(1);
            assertThat(relay.output()).contains("http.prot", "http.port", "telesign.timeout", "SANDBOX_TIME_SCALE");
            assertThat(dir.resolve("data")).doesNotExist();
        }
    }

    @Test
    void checksAConfigurationWithoutStarting() {
        try (RelayProcess relay = RelayProcess.launch(dir, DEFAULTS, "--check")) {
            assertThat(relay.exitCode()).isZero();
            assertThat(dir.resolve("data")).doesNotExist();
        }
    }

    @Test
    void refusesMadeUpTrafficOutsideTheSandbox() {
        Map<String, String> production = Map.of(
                "OMNIRELAY_DATABASE_URL", "postgresql://127.0.0.1:1/none",
                "OMNIRELAY_DATABASE_USER", "nobody",
                "OMNIRELAY_DATABASE_PASSWORD", "none",
                "OMNIRELAY_TELESIGN_CUSTOMER_ID", "11111111-2222-3333-4444-555555555555",
                "OMNIRELAY_TELESIGN_API_KEY", "c2VjcmV0LWtleQ==");
        try (RelayProcess relay = RelayProcess.launch(dir, production, "--demo")) {
            assertThat(relay.exitCode()).isEqualTo(1);
            assertThat(relay.output()).contains("--demo").doesNotContain("c2VjcmV0");
        }
    }

    private List<Path> postgresPidFiles() {
        try (var files = Files.walk(dir.resolve("data"))) {
            return files.filter(file -> file.endsWith("postmaster.pid")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
