package omnirelay.through;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import omnirelay.config.RelayConfig;
import omnirelay.telesign.RawRequest;
import omnirelay.telesign.RequestSigner;
import omnirelay.telesign.TelesignConnections;

/** TeleSign behind connections of their own, so that what is passed on never keeps a send waiting. */
public final class Upstream {
    private final HttpClient client;
    private final String prefix;
    private final RequestSigner signer;

    /** @param url where TeleSign is: the configured address, or the sandbox's */
    public Upstream(Vertx vertx, RelayConfig.Telesign config, URI url, RequestSigner signer) {
        this.client =
                vertx.createHttpClient(TelesignConnections.options(config, url), TelesignConnections.pool(config));
        this.prefix = TelesignConnections.prefix(url);
        this.signer = signer;
    }

    /**
     * A connection for the same request in the relay's name; as long as this has not succeeded nothing has left.
     *
     * @param body where it is known already; empty where it is none, or streams
     */
    Future<HttpClientRequest> open(HttpServerRequest request, Buffer body) {
        RawRequest raw =
                new RawRequest(request.method().name(), request.path(), PassedHeaders.there(request.headers()), body);
        return client.request(new RequestOptions()
                .setMethod(request.method())
                .setURI(prefix + request.uri())
                .setHeaders(signer.sign(raw)));
    }
}
