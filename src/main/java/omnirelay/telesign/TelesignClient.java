package omnirelay.telesign;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import omnirelay.config.RelayConfig;
import omnirelay.config.RelayConfig.Telesign.Authentication;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Status;

/** Calls TeleSign. Nothing is ever sent again from here: whether a call may be repeated is said with its outcome. */
public final class TelesignClient {
    private static final String SEND = "/v1/omnichannel";
    private static final int SYSTEM_UNAVAILABLE = 3500;
    private static final int UNAUTHORIZED = 401;

    private final WebClient http;
    private final RelayConfig.Telesign config;
    private final URI url;
    private final ApiKey key;
    private final InstantSource clock;
    private final CodeCatalogue codes;
    private final AnswerReader answers;
    private Optional<String> complaint = Optional.empty();

    /** @param url where TeleSign is: the configured address, or the sandbox's */
    public TelesignClient(
            Vertx vertx, RelayConfig.Telesign config, URI url, ApiKey key, InstantSource clock, CodeCatalogue codes) {
        this.config = config;
        this.url = url;
        this.key = key;
        this.clock = clock;
        this.codes = codes;
        this.answers = new AnswerReader(codes);
        this.http = WebClient.create(vertx, options(config, url), pool(config));
    }

    private static WebClientOptions options(RelayConfig.Telesign config, URI url) {
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() == -1 ? (tls ? 443 : 80) : url.getPort();
        WebClientOptions options =
                new WebClientOptions().setFollowRedirects(false).setUserAgent("omnirelay");
        options.setSsl(tls)
                .setDefaultHost(url.getHost())
                .setDefaultPort(port)
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                // Shorter than TeleSign's own, so that no request is written to a connection that TeleSign closes.
                .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setDecompressionSupported(false);
        return options;
    }

    private static PoolOptions pool(RelayConfig.Telesign config) {
        return new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.queue());
    }

    /** Sends a message. Never fails: what went wrong is the outcome. */
    public Future<SendOutcome> send(Buffer body) {
        OnceBody once = new OnceBody(body);
        MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        HttpRequest<Buffer> request = request(HttpMethod.POST, SEND, headers, body);
        return limited(request.sendStream(once))
                .map(response -> new SendOutcome(heard(answers.send(response), response), true))
                .otherwise(cause -> once.taken() ? lost(cause) : neverLeft());
    }

    /** Asks where a message stands. Never fails. */
    public Future<LookUpOutcome> lookUp(String referenceId) {
        String path = SEND + "/" + referenceId;
        return limited(request(HttpMethod.GET, path, HttpHeaders.headers(), Buffer.buffer())
                        .send())
                .map(answers::lookUp)
                .otherwise(cause -> new LookUpOutcome.Failed("TeleSign could not be asked: " + said(cause) + "."));
    }

    /** Why TeleSign does not take the relay's credentials; empty while it does, as far as is known. */
    public Optional<String> complaint() {
        return complaint;
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, MultiMap headers, Buffer body) {
        return http.request(method, path)
                .as(LimitedBody::new)
                .putHeaders(authenticated(method, path, headers, body))
                .connectTimeout(config.connectTimeout().toMillis())
                .idleTimeout(config.timeout().toMillis());
    }

    private MultiMap authenticated(HttpMethod method, String path, MultiMap headers, Buffer body) {
        if (config.authentication() == Authentication.BASIC) {
            return headers.set(HttpHeaders.AUTHORIZATION, key.basic());
        }
        RawRequest raw = new RawRequest(method.name(), path, headers, body);
        return RequestSignature.sign(
                raw, key, clock.instant(), UUID.randomUUID().toString());
    }

    private Future<HttpResponse<Buffer>> limited(Future<HttpResponse<Buffer>> call) {
        Duration limit = config.timeout();
        return call.timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Answer heard(Answer answer, HttpResponse<Buffer> response) {
        if (response.statusCode() == UNAUTHORIZED && answer instanceof Answer.Refused refused) {
            Status status = refused.status();
            complaint = Optional.of("TeleSign at %s refuses the relay's credentials: %d, %s"
                    .formatted(url.getHost(), status.code(), status.description()));
        } else if (answer instanceof Answer.Sent) {
            complaint = Optional.empty();
        }
        return answer;
    }

    private static SendOutcome lost(Throwable cause) {
        return new SendOutcome(new Answer.Lost("TeleSign's answer was lost: " + said(cause)), true);
    }

    private SendOutcome neverLeft() {
        TelesignError unavailable = codes.error(SYSTEM_UNAVAILABLE);
        Status status = codes.refusal(unavailable.code(), unavailable.description());
        return new SendOutcome(new Answer.Refused(status, unavailable.httpStatus(), true), false);
    }

    private static String said(Throwable cause) {
        return cause instanceof TimeoutException ? "it did not come in time" : String.valueOf(cause.getMessage());
    }
}
