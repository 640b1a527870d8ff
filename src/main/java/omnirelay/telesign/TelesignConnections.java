package omnirelay.telesign;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import omnirelay.config.RelayConfig;

/** How connections to TeleSign are made and kept. */
public final class TelesignConnections {
    private TelesignConnections() {}

    /**
     * With limits for everything that could otherwise last.
     *
     * @param url where TeleSign is: the configured address, or the sandbox's
     */
    public static HttpClientOptions options(RelayConfig.Telesign config, URI url) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() == -1 ? (tls ? 443 : 80) : url.getPort();
        return new HttpClientOptions()
                .setSsl(tls)
                .setDefaultHost(url.getHost())
                .setDefaultPort(port)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                // Shorter than TeleSign's own, so that no request is written to a connection that TeleSign closes.
                .setKeepAliveTimeout((int) Math.max(1, config.keepAlive().toSeconds()))
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setSslHandshakeTimeout(config.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                // What the other limits miss: an answer that begins and never ends.
                .setReadIdleTimeout(
                        (int) config.keepAlive().plus(config.timeout()).toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setDecompressionSupported(false);
    }

    public static PoolOptions pool(RelayConfig.Telesign config) {
        return new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.queue());
    }

    /** What stands before every path; belongs to a proxy that takes it off again, so it is not signed. */
    public static String prefix(URI url) {
        String path = url.getRawPath();
        return path == null ? "" : path.replaceAll("/+$", "");
    }
}
