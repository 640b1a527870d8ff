package omnirelay.storage;

import java.nio.file.Path;
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

    /** The same server and user, another database. */
    public ConnectionSettings withDatabase(String other) {
        return new ConnectionSettings(host, port, other, user, password, tls, tlsCa);
    }
}
