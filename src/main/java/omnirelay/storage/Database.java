package omnirelay.storage;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import omnirelay.config.RelayConfig.Database.Tls;

/** The ways into one PostgreSQL database: a pool, a connection of one's own, and JDBC before anything else runs. */
public final class Database {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration WAIT_FOR_CONNECTION_LIMIT = Duration.ofSeconds(5);
    private static final int WAITING_MAX = 1_000;
    private static final int CACHED_STATEMENT_CHARS = 16_384;

    private final ConnectionSettings settings;

    public Database(ConnectionSettings settings) {
        this.settings = settings;
    }

    /** {@code host:port/database}, for messages. */
    public String name() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "%s:%d/%s".formatted(host, settings.port(), settings.database());
    }

    /**
     * A pool whose connections come back by themselves after the server was away.
     *
     * @param name in metrics
     * @param statementLimit after which the server ends a statement
     */
    public Pool pool(Vertx vertx, String name, int size, Duration statementLimit) {
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setName(name)
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(WAITING_MAX)
                        .setConnectionTimeout((int) WAIT_FOR_CONNECTION_LIMIT.toSeconds())
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .with(new NetClientOptions().setConnectTimeout((int) CONNECT_LIMIT.toMillis()))
                .connectingTo(connectOptions().addProperty("statement_timeout", statementLimit.toMillis() + "ms"))
                .using(vertx)
                .build();
    }

    /** For those who need a connection of their own: the ledger's writer, a listener for notifications. */
    public PgConnectOptions connectOptions() {
        return new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password().value())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(CACHED_STATEMENT_CHARS)
                .addProperty("application_name", "omnirelay")
                .addProperty("client_min_messages", "warning")
                // To compile a statement takes longer than any of these should run.
                .addProperty("jit", "off")
                .setSslMode(SslMode.of(sslMode()))
                .setSslOptions(tls());
    }

    /** Blocking: for the main thread, before the event loop carries anything. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl(), settings.user(), settings.password().value());
    }

    /** For Flyway, which wants an address rather than a connection. */
    String jdbcUrl() {
        var url = new StringBuilder("jdbc:postgresql://%s?ApplicationName=omnirelay&connectTimeout=%d&sslmode=%s"
                .formatted(name(), CONNECT_LIMIT.toSeconds(), sslMode()));
        if (settings.tlsCa() != null) {
            url.append("&sslrootcert=")
                    .append(URLEncoder.encode(settings.tlsCa().toString(), StandardCharsets.UTF_8));
        } else if (verifies()) {
            url.append("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return url.toString();
    }

    ConnectionSettings settings() {
        return settings;
    }

    private ClientSSLOptions tls() {
        var tls = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm(settings.tls() == Tls.VERIFY_FULL ? "HTTPS" : "");
        return verifies() ? tls.setTrustOptions(TrustedCertificates.from(settings.tlsCa())) : tls.setTrustAll(true);
    }

    /** As PostgreSQL writes it. */
    private String sslMode() {
        return settings.tls().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private boolean verifies() {
        return settings.tls() == Tls.VERIFY_CA || settings.tls() == Tls.VERIFY_FULL;
    }
}
