package omnirelay.telesign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import omnirelay.config.RelayConfig;
import omnirelay.message.Entry.Answer;
import omnirelay.message.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls TeleSign. Nothing is ever sent again from here: whether a call may be repeated is said with its outcome. */
public final class TelesignClient {
    private static final Logger LOG = LoggerFactory.getLogger(TelesignClient.class);
    private static final String SEND = "/v1/omnichannel";
    private static final int SYSTEM_UNAVAILABLE = 3500;
    private static final int UNAUTHORIZED = 401;

    private final WebClient http;
    private final RelayConfig.Telesign config;
    private final URI url;
    private final RequestSigner signer;
    private final CodeCatalogue codes;
    private final AnswerReader answers;
    private Optional<String> complaint = Optional.empty();

    /** @param url where TeleSign is: the configured address, or the sandbox's */
    public TelesignClient(
            Vertx vertx, RelayConfig.Telesign config, URI url, ApiKey key, InstantSource clock, CodeCatalogue codes) {
        this.config = config;
        this.url = url;
        this.signer = new RequestSigner(config.authentication(), key, clock);
        this.codes = codes;
        this.answers = new AnswerReader(codes);
        WebClientOptions options =
                new WebClientOptions(TelesignConnections.options(config, url)).setFollowRedirects(false);
        this.http = WebClient.create(vertx, options.setUserAgent("omnirelay"), TelesignConnections.pool(config));
    }

    /**
     * Sends a message. Never fails: what went wrong is the outcome.
     *
     * @param moment asked once there is a connection; succeeds when the request may leave, fails where it may not
     */
    public Future<SendOutcome> send(Buffer body, Supplier<Future<Void>> moment) {
        OnceBody once = new OnceBody(body, moment);
        MultiMap headers = HttpHeaders.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        HttpRequest<Buffer> request = request(HttpMethod.POST, SEND, headers, body);
        return limited(request.sendStream(once))
                .map(response -> new SendOutcome(heard(answers.send(response), response), true))
                .otherwise(cause -> failed(once, cause));
    }

    /**
     * Asks where a message stands. Never fails.
     *
     * @param referenceId TeleSign's reference of the message, any text
     * @param verifyCode the code that a recipient entered, for TeleSign to compare with the one it made up; null for none
     */
    public Future<LookUpOutcome> lookUp(String referenceId, @Nullable String verifyCode) {
        String path = SEND + "/" + URLEncoder.encode(referenceId, UTF_8).replace("+", "%20");
        HttpRequest<Buffer> request = request(HttpMethod.GET, path, HttpHeaders.headers(), Buffer.buffer());
        if (verifyCode != null) {
            request.addQueryParam("verify_code", verifyCode);
        }
        return limited(request.send())
                .map(answers::lookUp)
                .otherwise(cause -> new LookUpOutcome.Failed("TeleSign gave no answer that can be read."));
    }

    /** Why TeleSign does not take the relay's credentials; empty while it does, as far as is known. */
    public Optional<String> complaint() {
        return complaint;
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, MultiMap headers, Buffer body) {
        return http.request(method, TelesignConnections.prefix(url) + path)
                .as(LimitedBody::new)
                .putHeaders(signer.sign(new RawRequest(method.name(), path, headers, body)))
                .connectTimeout(config.connectTimeout().toMillis())
                .idleTimeout(config.timeout().toMillis());
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

    private SendOutcome failed(OnceBody body, Throwable cause) {
        body.withdraw();
        if (body.mayHaveLeft()) {
            return lost(cause);
        }
        return body.wasKeptBack() ? neverLeft() : neverLeft(cause);
    }

    private static SendOutcome lost(Throwable cause) {
        String reason = cause instanceof TimeoutException
                ? "TeleSign did not answer in time."
                : "The connection broke before TeleSign's answer was complete.";
        return new SendOutcome(new Answer.Lost(reason), true);
    }

    private SendOutcome neverLeft(Throwable cause) {
        LOG.warn("TeleSign could not be reached: {}", ConnectionFailure.reason(cause));
        return neverLeft();
    }

    /** The outcome of a call that was not made: nothing was sent. */
    public SendOutcome notCalled() {
        return neverLeft();
    }

    private SendOutcome neverLeft() {
        TelesignError unavailable = codes.error(SYSTEM_UNAVAILABLE);
        Status status = codes.refusal(unavailable.code(), unavailable.description());
        return new SendOutcome(new Answer.Refused(status, unavailable.httpStatus(), true), false);
    }
}
