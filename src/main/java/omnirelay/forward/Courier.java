package omnirelay.forward;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers. Follows no redirect: it would lead where nobody has looked. Like TeleSign it waits 5 s for an
 * answer, and looks at nothing but the status.
 */
final class Courier {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Shorter than servers usually keep a connection, so that no request is written to one that is being closed. */
    private static final int KEEP_ALIVE_SECONDS = 3;

    private final HttpClient http;

    /** Of one server, behind which there may be many receivers: how many posts each is told at once is bounded elsewhere. */
    private static final int CONNECTIONS_MAX = 1_000;

    Courier(Vertx vertx) {
        HttpClientOptions options = new HttpClientOptions()
                .setName("forward")
                .setConnectTimeout((int) LIMIT.toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false);
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    /** @param retryAfter the header, where the answer has one */
    record Answer(int status, @Nullable String retryAfter) {}

    /**
     * Posts once.
     *
     * @param address of the URL's host
     * @param mayPost asked when there is a connection, for which one may have waited; fails with {@link
     *     NoLongerMineException} where it denies
     */
    Future<Answer> post(String url, InetAddress address, MultiMap headers, Buffer body, BooleanSupplier mayPost) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(url)
                .setMethod(HttpMethod.POST)
                .setFollowRedirects(false);
        options.setServer(SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress()))
                .setHeaders(headers)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.USER_AGENT, "omnirelay")
                .setTimeout(LIMIT.toMillis());
        return http.request(options)
                .compose(request -> mayPost.getAsBoolean() ? answered(request, body) : withdrawn(request))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Answer> withdrawn(HttpClientRequest request) {
        return request.reset().transform(reset -> Future.failedFuture(new NoLongerMineException()));
    }

    private static Future<Answer> answered(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .onSuccess(response -> endSoon(request, response))
                .map(response -> new Answer(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER)))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> request.reset());
    }

    /** The rest of an answer is of no interest, and may have no end. */
    private static void endSoon(HttpClientRequest request, HttpClientResponse response) {
        response.end().timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).onFailure(endless -> request.reset());
    }

    Future<Void> close() {
        return http.close();
    }
}
