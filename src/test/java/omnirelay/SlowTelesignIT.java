package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** TeleSign answers nothing for a while: what had to wait for a connection does not leave all at once afterwards. */
@Tag("alone")
class SlowTelesignIT {
    private static final int RATE = 10;
    private static final int CONNECTIONS = 3;
    private static final int COMMANDS = 30;

    /** The server notices requests a little later than they left, now more, now less. */
    private static final int BLUR = 2;

    private final ConcurrentSkipListSet<Long> arrivals = new ConcurrentSkipListSet<>();
    private final AtomicInteger references = new AtomicInteger();
    private final CountDownLatch stall = new CountDownLatch(1);

    @Test
    void theRateIsKeptAfterAStallToo() throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer telesign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        telesign.setExecutor(threads);
        telesign.createContext("/", this::answer);
        telesign.start();
        try (RelayUnderTest relay = RelayUnderTest.start(inFrontOf(telesign.getAddress()))) {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, COMMANDS)
                    .mapToObj(i -> relay.postAsync("/v1/omnichannel", Sends.mmsThenSms("0001", "slow-" + i, "OTP")))
                    .toList();
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS).execute(stall::countDown);
            answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        } finally {
            telesign.stop(0);
            threads.shutdownNow();
        }

        assertThat(arrivals).hasSize(COMMANDS);
        assertThat(mostInASecond()).isLessThanOrEqualTo(RATE + BLUR);
    }

    private int mostInASecond() {
        return arrivals.stream()
                .mapToInt(from -> arrivals.subSet(
                                from, from + Duration.ofSeconds(1).toNanos())
                        .size())
                .max()
                .orElseThrow();
    }

    private void answer(HttpExchange exchange) {
        arrivals.add(System.nanoTime());
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            stall.await();
            byte[] body = """
                    {"reference_id":"%032X","external_id":null,"status":{"code":3001,"description":"Message in progress"}}
                    """.formatted(references.incrementAndGet()).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> inFrontOf(InetSocketAddress telesign) {
        return Map.of(
                "sandbox.enabled",
                "false",
                "http.host",
                "127.0.0.1",
                "telesign.url",
                "http://127.0.0.1:" + telesign.getPort(),
                "telesign.customer-id",
                RelayUnderTest.CUSTOMER_ID,
                "telesign.api-key",
                RelayUnderTest.API_KEY,
                "telesign.rate",
                Integer.toString(RATE),
                "telesign.connections",
                Integer.toString(CONNECTIONS),
                "clients",
                "[{id: '%s', key: '%s', roles: [send, view]}]"
                        .formatted(RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY));
    }
}
