package omnirelay.storage.embedded;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import omnirelay.config.Secret;
import omnirelay.config.StartupException;
import omnirelay.storage.ConnectionSettings;
import omnirelay.storage.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EmbeddedPostgresIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** A first start takes its time, so most tests go on with the files of the one before. */
    @TempDir
    static Path parent;

    private Path dataDir = parent.resolve("data");

    @Test
    void keepsWhatWasCommittedFromStartToStart() throws Exception {
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            execute(postgres.settings(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            assertThat(query(postgres.settings(), "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurablePrivateAndIndependentOfTheSystemsLocale() throws Exception {
        try (var postgres = EmbeddedPostgres.start(dataDir)) {
            ConnectionSettings settings = postgres.settings();
            assertThat(List.of("fsync", "synchronous_commit", "full_page_writes"))
                    .allSatisfy(
                            name -> assertThat(query(settings, "SHOW " + name)).isEqualTo("on"));
            assertThat(query(settings, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(settings, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(settings, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(query(settings, "SELECT lower('ÄÖ')")).isEqualTo("äö");

            assertThat(Files.getPosixFilePermissions(dataDir)).isEqualTo(fromString("rwx------"));
            assertThat(Files.getPosixFilePermissions(dataDir.resolve("postgresql.password")))
                    .isEqualTo(fromString("rw-------"));
            assertThatThrownBy(() -> query(withPassword(settings, "guessed"), "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aSecondRelayOnTheSameDirectoryIsRefusedAtOnce() throws Exception {
        try (var first = ChildRelay.on(dataDir, Map.of())) {
            assertRefusedAtOnce("Another relay (process " + first.pid() + ") is running on the data directory");
        }
    }

    @Test
    void theServerOfAKilledRelayStopsByItself() throws Exception {
        assumeTrue(exists("setpriv"), "needs setpriv");
        try (var child = ChildRelay.on(dataDir, Map.of())) {
            long server = serverPid();
            child.kill();
            await().atMost(20, SECONDS)
                    .until(() -> !Files.exists(postmasterPid())
                            && ProcessHandle.of(server).isEmpty());
        }
        EmbeddedPostgres.start(dataDir).close();
    }

    @Test
    void theServerOfAKilledRelayIsStoppedWhereItRunsOn() throws Exception {
        dataDir = parent.resolve("without-setpriv");
        Path path = programsWithoutSetpriv();
        assumeTrue(!isRoot() || works(path, "unshare", "-U", "true"), "root needs setpriv or unshare");
        try (var child = ChildRelay.on(dataDir, Map.of("PATH", path.toString()))) {
            child.kill();
            long orphan = serverPid();
            assertThat(ProcessHandle.of(orphan)).isPresent();

            try (var postgres = EmbeddedPostgres.start(dataDir)) {
                assertThat(query(postgres.settings(), "SELECT 1")).isEqualTo("1");
                assertThat(serverPid()).isNotEqualTo(orphan);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "alive", "zombie", "garbage", "nothing"})
    void aStalePidFileDoesNotKeepItFromStarting(String whose) throws Exception {
        EmbeddedPostgres.start(dataDir).close();
        Process parentOfZombie = new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 100").start();
        try {
            String first = switch (whose) {
                case "gone" -> "4194305"; // above the highest number that Linux gives
                case "alive" -> Long.toString(ProcessHandle.current().pid());
                case "zombie" -> parentOfZombie.inputReader().readLine();
                case "garbage" -> "\0\0\0\0";
                default -> "";
            };
            Files.writeString(postmasterPid(), first + "\n" + dataDir.resolve("postgresql") + "\n1\n5432\n\n\n");

            try (var postgres = EmbeddedPostgres.start(dataDir)) {
                assertThat(query(postgres.settings(), "SELECT 1")).isEqualTo("1");
            }
        } finally {
            parentOfZombie.destroyForcibly();
        }
    }

    @Test
    void filesOfAnotherVersionAreRefusedAtOnce() throws IOException {
        dataDir = parent.resolve("another-version");
        Files.createDirectories(dataDir.resolve("postgresql"));
        Files.writeString(dataDir.resolve("postgresql/PG_VERSION"), "16\n");

        assertRefusedAtOnce("was written by PostgreSQL 16, but this relay brings 17");
    }

    @Test
    void filesOfSomethingElseAreRefusedAtOnce() throws IOException {
        dataDir = parent.resolve("something-else");
        Files.createDirectories(dataDir.resolve("postgresql"));

        assertRefusedAtOnce("is no PostgreSQL data directory: move it away, or set data.dir");
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefusedAtOnce() throws IOException {
        dataDir = parent.resolve("a-file");
        Files.createFile(dataDir);

        assertRefusedAtOnce("The data directory " + dataDir + " cannot be used");
    }

    @Test
    void aFirstStartThatWasCutShortIsRepeated() throws Exception {
        EmbeddedPostgres.start(dataDir).close();
        Files.move(dataDir.resolve("postgresql"), dataDir.resolve("postgresql.unfinished"));
        try (var binaries = Files.newDirectoryStream(dataDir.resolve("binaries"))) {
            Files.move(
                    binaries.iterator().next(), dataDir.resolve("binaries/unfinished"), StandardCopyOption.ATOMIC_MOVE);
        }

        EmbeddedPostgres.start(dataDir).close();
    }

    private void assertRefusedAtOnce(String said) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> EmbeddedPostgres.start(dataDir))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(said);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
    }

    private Path postmasterPid() {
        return dataDir.resolve("postgresql/postmaster.pid");
    }

    private long serverPid() throws IOException {
        return Long.parseLong(Files.readAllLines(postmasterPid()).get(0));
    }

    /** A PATH with all that the relay asks of a system, except what lets a server end with its relay. */
    private Path programsWithoutSetpriv() throws IOException {
        Path programs = Files.createDirectory(parent.resolve("programs"));
        for (String name : List.of("sh", "test", "env", "setsid", "unshare")) {
            for (String bin : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(bin, name);
                if (Files.exists(program) && !Files.exists(programs.resolve(name))) {
                    Files.writeString(programs.resolve(name), "#!/bin/sh\nexec " + program + " \"$@\"\n");
                    Files.setPosixFilePermissions(programs.resolve(name), fromString("rwxr-xr-x"));
                }
            }
        }
        return programs;
    }

    private static boolean works(Path path, String... words) throws Exception {
        Path program = path.resolve(words[0]);
        if (!Files.exists(program)) {
            return false;
        }
        return new ProcessBuilder(words).start().waitFor() == 0;
    }

    private static boolean exists(String program) {
        return new Command(List.of(program, "--version")).run(AT_ONCE).succeeded();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static ConnectionSettings withPassword(ConnectionSettings settings, String password) {
        return new ConnectionSettings(
                settings.host(),
                settings.port(),
                settings.database(),
                settings.user(),
                new Secret(password),
                settings.tls(),
                settings.tlsCa());
    }

    private static void execute(ConnectionSettings settings, String sql) throws SQLException {
        try (Connection connection = new Database(settings).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(ConnectionSettings settings, String sql) throws SQLException {
        try (Connection connection = new Database(settings).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
