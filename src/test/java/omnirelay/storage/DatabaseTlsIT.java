package omnirelay.storage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import omnirelay.config.RelayConfig.Database.Tls;
import omnirelay.support.ServerCertificate;
import omnirelay.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL's TLS modes mean the same to the pool and to JDBC. The server's certificate is for "localhost". */
class DatabaseTlsIT {
    private static final String ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    static Path dir;

    @BeforeAll
    static void turnTlsOn() throws Exception {
        ServerCertificate made = ServerCertificate.create(dir);
        Files.writeString(dir.resolve("ca.pem"), made.certificate());
        writeInServersDirectory("server.crt", made.certificate());
        writeInServersDirectory("server.key", made.key());
        DATABASE.execute("ALTER SYSTEM SET ssl = on");
        reloadUntil(true);
    }

    @AfterAll
    static void turnTlsOff() {
        DATABASE.execute("ALTER SYSTEM RESET ssl");
        reloadUntil(false);
        VERTX.close().await();
        DATABASE.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLE,     127.0.0.1, false, false",
        "PREFER,      127.0.0.1, false, true",
        "REQUIRE,     127.0.0.1, false, true",
        "VERIFY_CA,   127.0.0.1, true,  true",
        "VERIFY_FULL, localhost, true,  true",
    })
    void connects(Tls tls, String host, boolean ca, boolean encrypted) throws SQLException {
        var database = new Database(settings(tls, host, ca));

        assertThat(byJdbc(database)).isEqualTo(encrypted);
        assertThat(byPool(database)).isEqualTo(encrypted);
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFY_CA,   localhost, false", // not signed by anybody whom Java trusts
        "VERIFY_FULL, localhost, false",
        "VERIFY_FULL, 127.0.0.1, true", // another name than the certificate's
    })
    void refuses(Tls tls, String host, boolean ca) {
        var database = new Database(settings(tls, host, ca));

        assertThatThrownBy(() -> byJdbc(database)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> byPool(database)).hasMessageContaining("SSL handshake failed");
    }

    private static ConnectionSettings settings(Tls tls, String host, boolean ca) {
        ConnectionSettings usual = DATABASE.settings();
        @Nullable Path trusted = ca ? dir.resolve("ca.pem") : null;
        return new ConnectionSettings(
                host, usual.port(), usual.database(), usual.user(), usual.password(), tls, trusted);
    }

    private static boolean byJdbc(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENCRYPTED)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static boolean byPool(Database database) {
        Pool pool = database.pool(VERTX, "one", 1, Duration.ofSeconds(10));
        try {
            return pool.query(ENCRYPTED).execute().await().iterator().next().getBoolean(0);
        } finally {
            pool.close().await();
        }
    }

    /** PostgreSQL insists on owning its key, whomever it runs as. */
    private static void writeInServersDirectory(String name, String text) {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        DATABASE.execute("COPY (SELECT '%s') TO PROGRAM 'umask 077 && base64 -d > %s'".formatted(encoded, name));
    }

    private static void reloadUntil(boolean on) {
        DATABASE.execute("SELECT pg_reload_conf()");
        var preferring = new Database(settings(Tls.PREFER, "127.0.0.1", false));
        await().atMost(10, SECONDS).until(() -> byJdbc(preferring) == on);
    }
}
