package omnirelay.probe;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import omnirelay.telesign.ApiKey;
import omnirelay.telesign.CallbackSignature;
import org.jspecify.annotations.Nullable;

/** Posts a test callback to the address that TeleSign is to call, as TeleSign would, and says what became of it. */
public final class CallbackCheck {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpClient client;
    private final ApiKey key;

    /**
     * What a connection gave.
     *
     * @param certificate about the connection itself; null over plain http
     */
    private record Answered(@Nullable Finding certificate, Reception reception, long millis) {}

    /**
     * @param key that TeleSign signs callbacks with
     * @param trusted authorities; null for those that Java trusts
     */
    public CallbackCheck(Vertx vertx, ApiKey key, @Nullable TrustOptions trusted) {
        this.vertx = vertx;
        this.key = key;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setTrustOptions(trusted)
                .setKeepAlive(false)
                .setIdleTimeout((int) LIMIT.toSeconds())
                .setDecompressionSupported(false)
                .setConnectTimeout((int) LIMIT.toMillis()));
    }

    /** What {@code text} says; empty where that cannot be called. */
    public static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text.strip()))
                    .filter(url -> "https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    .filter(url -> url.getHost() != null && url.getUserInfo() == null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Never fails; takes 10 s at most where nobody answers. */
    public Future<Findings> run(URI url) {
        List<Finding> findings = new ArrayList<>(List.of(Address.spelling(url)));
        return vertx.executeBlocking(() -> Address.resolution(url))
                .compose(resolution -> {
                    findings.add(resolution);
                    return resolution.verdict() == Finding.Verdict.BAD
                            ? Future.succeededFuture(List.<Finding>of())
                            : overTheWire(url);
                })
                .map(rest -> {
                    findings.addAll(rest);
                    return new Findings(url, findings);
                });
    }

    private Future<List<Finding>> overTheWire(URI url) {
        return send(HttpMethod.POST, url)
                .compose(answered -> {
                    List<Finding> findings = new ArrayList<>();
                    Optional.ofNullable(answered.certificate()).ifPresent(findings::add);
                    findings.addAll(answered.reception().findings(answered.millis()));
                    return byGet(url).map(finding -> {
                        findings.add(finding);
                        return findings;
                    });
                })
                .otherwise(cause -> List.of(Connection.failure(cause)));
    }

    private Future<Finding> byGet(URI url) {
        return send(HttpMethod.GET, url)
                .map(answered -> answered.reception().arrivedBy("GET"))
                .otherwise(false)
                .map(arrived -> arrived
                        ? Finding.good(
                                "get_with_body", "Arrived by GET too, as TeleSign's oldest documentation shows it.")
                        : Finding.warning(
                                "get_with_body",
                                "Did not arrive by GET with a body, which TeleSign's oldest documentation shows."));
    }

    private Future<Answered> send(HttpMethod method, URI url) {
        byte[] body = Probe.body(UUID.randomUUID().toString());
        long begun = System.nanoTime();
        return client.request(new RequestOptions()
                        .setMethod(method)
                        .setHost(Address.host(url))
                        .setPort(Address.port(url))
                        .setSsl("https".equals(url.getScheme()))
                        .setURI(Address.target(url))
                        .setHeaders(CallbackSignature.headers(key, body))
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json"))
                .compose(request -> answered(request, body, begun))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Answered> answered(HttpClientRequest request, byte[] body, long begun) {
        Finding certificate = Connection.certificate(request.connection());
        return request.send(Buffer.buffer(body))
                .compose(response -> Beginning.of(request, response)
                        .map(bytes -> new Answered(
                                certificate,
                                reception(response, body, bytes),
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun))))
                .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(late -> request.reset());
    }

    private static Reception reception(HttpClientResponse response, byte[] sent, Buffer answer) {
        Optional<String> location = Optional.ofNullable(response.getHeader(HttpHeaders.LOCATION));
        return new Reception(sent, response.statusCode(), location, answer);
    }
}
