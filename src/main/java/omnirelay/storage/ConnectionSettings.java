package omnirelay.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Database.Tls;
import omnirelay.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How one PostgreSQL database is reached.
 *
 * @param tlsCa certificates to trust, PEM; null for those that Java trusts
 */
public record ConnectionSettings(
        String host,
        int port,
        String database,
        String user,
        Secret password,
        Tls tls,
        @Nullable Path tlsCa) {

    private static final int USUAL_PORT = 5432;

    /** As configured, which has to name a server and a user. */
    public static ConnectionSettings of(RelayConfig.Database config) {
        URI url = Objects.requireNonNull(config.url(), "database.url");
        return new ConnectionSettings(
                url.getHost(),
                url.getPort() < 0 ? USUAL_PORT : url.getPort(),
                url.getPath().substring(1),
                Objects.requireNonNull(config.user(), "database.user"),
                Objects.requireNonNullElse(config.password(), new Secret("")),
                config.tls(),
                config.tlsCa());
    }

    /** The same server and user, another database. */
    public ConnectionSettings withDatabase(String other) {
        return new ConnectionSettings(host, port, other, user, password, tls, tlsCa);
    }
}
