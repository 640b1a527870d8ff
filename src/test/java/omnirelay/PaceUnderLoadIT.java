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
import omnirelay.support.Waves;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two relays on one database and one account: a campaign waits, codes do not, and the account's rate is kept. */
@Tag("alone")
class PaceUnderLoadIT {
    private static final String SEND = "/v1/omnichannel";
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** TeleSign's 10 a second, and 2 codes a second beside the campaign, on a clock that runs so many times faster. */
    private static final int TIME_SCALE = 6;

    private static final int WARM_UPS = 60;
    private static final int CAMPAIGN = 2_000;

    /** A busy machine may hold a request up on its way, so that it arrives beside those that left after it. */
    private static final long HELD_UP_MAX = 3;

    private static final Duration BETWEEN_CODES = Duration.ofMillis(500).dividedBy(TIME_SCALE);

    private final Queue<CompletableFuture<Integer>> codes = new ConcurrentLinkedQueue<>();

    @Test
    void codesOvertakeACampaignAndTheRateIsKept() throws InterruptedException {
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
                List<Integer> answers =
                        codes.stream().map(CompletableFuture::join).toList();

                assertThat(one.posts().refused()).isLessThanOrEqualTo(HELD_UP_MAX);
                assertThat(one.posts().repeatedAfterAcceptance()).isEmpty();
                await().atMost(LIMIT).until(() -> accepted(one) == CAMPAIGN + answers.size() + WARM_UPS);
                assertThat(answers).containsOnly(200);
                assertThat(relays)
                        .allSatisfy(relay -> assertThat(codesWait(relay)).isLessThanOrEqualTo(0.5));
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
        List<Integer> numbers = IntStream.range(0, CAMPAIGN).boxed().toList();
        assertThat(Waves.of(numbers, number -> accept(relays.get(number % relays.size()), "campaign-" + number)))
                .extracting(HttpResponse::statusCode)
                .containsOnly(202);
    }

    private static CompletableFuture<HttpResponse<String>> accept(RelayUnderTest relay, String externalId) {
        return relay.postAsync(SEND, Sends.mmsThenSms("0016", externalId), "Prefer", "respond-async");
    }

    private void sendCode(List<RelayUnderTest> relays) {
        int number = codes.size();
        codes.add(relays.get(number % relays.size())
                .postAsync(SEND, Sends.mmsThenSms("0016", "code-" + number, "OTP"))
                .thenApply(HttpResponse::statusCode));
    }

    private static long accepted(RelayUnderTest relay) {
        return relay.posts().total() - relay.posts().refused();
    }

    private static String waiting(RelayUnderTest relay) {
        return relay.database()
                .texts("SELECT count(*) FROM queue WHERE message_type = 'MKT'")
                .get(0);
    }

    /** The 99th percentile of how long codes waited for their turn, in seconds: what the machine needs beside it is its own. */
    private static double codesWait(RelayUnderTest relay) {
        String name = "omnirelay_pace_slots_seconds{lane=\"otp\",quantile=\"0.99\"} ";
        return relay.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }
}
