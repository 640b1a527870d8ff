package omnirelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.Test;

/** Two relays on one database and one account: a campaign waits, codes do not, and the account's rate is kept. */
class PaceUnderLoadIT {
    private static final String SEND = "/v1/omnichannel";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** TeleSign's 10 a second, and 2 codes a second beside the campaign, on a clock that runs so many times faster. */
    private static final int TIME_SCALE = 10;

    private static final int WARM_UPS = 60;
    private static final int CAMPAIGN = 2_000;
    private static final Duration BETWEEN_CODES = Duration.ofMillis(500).dividedBy(TIME_SCALE);

    private final Queue<CompletableFuture<Code>> codes = new ConcurrentLinkedQueue<>();

    private record Code(int answer, Duration took) {}

    @Test
    void codesOvertakeACampaignAndTheRateIsNeverExceeded() throws InterruptedException {
        try (RelayUnderTest one = RelayUnderTest.start(settings(Map.of()))) {
            RelayUnderTest other =
                    RelayUnderTest.on(one.database(), settings(Map.of("telesign.url", one.telesignUrl())));
            try {
                List<RelayUnderTest> relays = List.of(one, other);
                warmUp(relays);
                accept(relays);
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                ScheduledFuture<?> sending = clock.scheduleAtFixedRate(
                        () -> sendCode(relays), 0, BETWEEN_CODES.toMillis(), TimeUnit.MILLISECONDS);
                await().atMost(LIMIT).until(() -> waiting(one), "0"::equals);
                sending.cancel(false);
                clock.shutdown();
                assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
                List<Code> sent = codes.stream().map(CompletableFuture::join).toList();

                assertThat(one.posts().refused()).isZero();
                assertThat(one.posts().repeatedAfterAcceptance()).isEmpty();
                await().atMost(LIMIT).until(() -> one.posts().total() == CAMPAIGN + sent.size() + WARM_UPS);
                assertThat(sent).extracting(Code::answer).containsOnly(200);
                assertThat(percentile99(sent)).isLessThanOrEqualTo(Duration.ofMillis(500));
            } finally {
                other.stop();
            }
        }
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("sandbox.time-scale", Integer.toString(TIME_SCALE));
        settings.put("lookup.rate", "0");
        return settings;
    }

    /** What a process does for the first time takes long, whatever it is. */
    private static void warmUp(List<RelayUnderTest> relays) {
        IntStream.range(0, WARM_UPS)
                .mapToObj(i -> relays.get(i % relays.size()).post(SEND, Sends.mmsThenSms("0016", "warm", "OTP")))
                .forEach(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }

    private static void accept(List<RelayUnderTest> relays) {
        List<CompletableFuture<HttpResponse<String>>> accepted = IntStream.range(0, CAMPAIGN)
                .mapToObj(i -> relays.get(i % relays.size())
                        .postAsync(SEND, Sends.mmsThenSms("0016", "campaign-" + i), "Prefer", "respond-async"))
                .toList();
        assertThat(accepted.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsOnly(202);
    }

    private void sendCode(List<RelayUnderTest> relays) {
        int number = codes.size();
        long began = System.nanoTime();
        codes.add(relays.get(number % relays.size())
                .postAsync(SEND, Sends.mmsThenSms("0016", "code-" + number, "OTP"))
                .thenApply(answer -> new Code(answer.statusCode(), Duration.ofNanos(System.nanoTime() - began))));
    }

    private static String waiting(RelayUnderTest relay) {
        return relay.database()
                .texts("SELECT count(*) FROM queue WHERE message_type = 'MKT'")
                .get(0);
    }

    private static Duration percentile99(List<Code> sent) {
        List<Duration> sorted = sent.stream().map(Code::took).sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
}
