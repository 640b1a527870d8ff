package omnirelay.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An application that takes TeleSign's callbacks, written from TeleSign's documentation and knowing nothing of the relay:
 * it checks the signature over the raw body in both headers and answers 200, unless a test wants it to be in trouble.
 */
public final class Application implements AutoCloseable {
    /** An answer that never comes. */
    public static final int NONE = 0;

    private static final int LIMIT_SECONDS = 30;

    private final Vertx vertx;
    private final String customerId;
    private final byte[] key;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Told> refused = new LinkedBlockingQueue<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;
    private final int port;

    /** What came in, and whether it was signed as it should be. */
    public record Told(HttpServerRequest request, Buffer body, boolean signed) {
        public String text() {
            return body.toString(UTF_8);
        }

        public JsonObject json() {
            return body.toJsonObject();
        }
    }

    private Application(Vertx vertx, String customerId, String key) {
        this.vertx = vertx;
        this.customerId = customerId;
        this.key = Base64.getDecoder().decode(key);
        this.server = listening(0);
        this.port = server.actualPort();
    }

    /** One that has the account of TeleSign's examples. */
    public static Application start(Vertx vertx) {
        return start(vertx, RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY);
    }

    /** One that has an account of its own. */
    public static Application start(Vertx vertx, String customerId, String key) {
        return new Application(vertx, customerId, key);
    }

    private HttpServer listening(int onPort) {
        return Soon.await(vertx.createHttpServer().requestHandler(this::take).listen(onPort, "127.0.0.1"));
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What the next ones are answered with. */
    public synchronized void answerNextWith(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    private synchronized int nextAnswer() {
        return answers.isEmpty() ? 200 : answers.remove();
    }

    public void stop() {
        Soon.await(server.close());
    }

    public void startAgain() {
        server = listening(port);
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Told one = new Told(request, body, signed(request, body.getBytes()));
            int status = nextAnswer();
            (status == 200 ? told : refused).add(one);
            if (status != NONE) {
                request.response().setStatusCode(status).end("{}");
            }
        });
    }

    private boolean signed(HttpServerRequest request, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            String expected = Base64.getEncoder().encodeToString(mac.doFinal(body));
            String bare = request.getHeader("X-TS-Authorization");
            return ("TSA " + customerId + ":" + expected).equals(request.getHeader("Authorization"))
                    && expected.equals(bare);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The next one that was answered 200. */
    public Told next() {
        return next(told);
    }

    /** The next one that was answered with something else, or not. */
    public Told nextRefused() {
        return next(refused);
    }

    private static Told next(BlockingQueue<Told> queue) {
        try {
            Told one = queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (one == null) {
                throw new AssertionError("nothing was told within " + LIMIT_SECONDS + " s");
            }
            return one;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was told and not asked for yet. */
    public List<Told> rest() {
        List<Told> all = new ArrayList<>();
        told.drainTo(all);
        return all;
    }

    @Override
    public void close() {
        stop();
    }
}
