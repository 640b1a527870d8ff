package omnirelay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that cannot send a key: the same again is answered as the first time. */
class DuplicatesIT {
    private static final String SEND = "/v1/omnichannel";
    private static final String KEY = "a-key-of-every-shop";
    private static final Map<String, String> SHOPS = Map.of("clients", """
            [{id: by-id, key: %1$s, duplicates: {by: external_id}},
             {id: by-content, key: %1$s, duplicates: {by: content, within: 1h}},
             {id: for-a-second, key: %1$s, duplicates: {by: content, within: 1s}},
             {id: not-guarded, key: %1$s}]
            """.formatted(KEY));

    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        relay = RelayUnderTest.start(SHOPS);
    }

    @AfterAll
    static void stop() {
        relay.close();
    }

    /** Each request is the last four digits of a number, and the external id; {@code -} for none. */
    @ParameterizedTest(name = "{0}: {1}, then {2}")
    @CsvSource(delimiter = '|', textBlock = """
            by-id       | 0001 id-a      | 0001 id-a      | true
            by-id       | 0001 id-b      | 0002 id-b      | true
            by-id       | 0001 id-c      | 0001 id-d      | false
            by-id       | 0001 -         | 0001 -         | false
            by-content  | 0101 content-a | 0101 content-b | true
            by-content  | 0102 -         | 0102 -         | true
            by-content  | 0103 content-c | 0104 content-c | false
            not-guarded | 0001 free-a    | 0001 free-a    | false
            by-content  | 0013 refused-a | 0013 refused-a | true
            by-content  | 0015 refused-b | 0015 refused-b | false
            """)
    void theSecondIsSentOrNot(String client, String first, String second, boolean same) {
        HttpResponse<String> answer = send(client, first).join();
        HttpResponse<String> again = send(client, second).join();

        assertThat(again.statusCode()).isEqualTo(answer.statusCode());
        assertThat(replayed(answer)).isFalse();
        assertThat(replayed(again)).isEqualTo(same);
        if (same) {
            assertThat(again.body()).isEqualTo(answer.body());
        } else if (answer.statusCode() == 200) {
            assertThat(reference(again)).isNotEqualTo(reference(answer));
        }
    }

    /** While the first is under way the others wait, and none is told that it is. */
    @Test
    void ofManyAtOnceOneIsSentAndAllAreAnsweredAlike() {
        List<CompletableFuture<HttpResponse<String>>> underWay = IntStream.range(0, 20)
                .mapToObj(i -> send("by-content", "0009 many-" + i))
                .toList();

        List<HttpResponse<String>> answers =
                underWay.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(answers).extracting(DuplicatesIT::reference).containsOnly(reference(answers.get(0)));
        assertThat(answers).filteredOn(answer -> !replayed(answer)).hasSize(1);
    }

    @Test
    void whereTheFirstIsNotAnsweredInTimeTheSecondIsToldItsId() {
        CompletableFuture<HttpResponse<String>> first = send("by-content", "0011 silent-a");
        CompletableFuture<HttpResponse<String>> second = send("by-content", "0011 silent-b");

        assertThat(first.join().statusCode()).isEqualTo(504);
        assertThat(second.join().statusCode()).isEqualTo(504);
        assertThat(reference(second.join())).isEqualTo(reference(first.join()));
    }

    @Test
    void aKeyOfTheClientsOwnCountsForMore() {
        HttpResponse<String> first =
                send("by-id", "0001 own", "Idempotency-Key", "one").join();
        HttpResponse<String> other =
                send("by-id", "0001 own", "Idempotency-Key", "two").join();

        assertThat(reference(other)).isNotEqualTo(reference(first));
    }

    @Test
    void whatIsOldIsNoDuplicateAnyMore() {
        HttpResponse<String> first = send("for-a-second", "0201 old").join();
        relay.database().execute("""
                UPDATE command_key SET used_at = used_at - interval '1 second' WHERE client = 'for-a-second'
                """);

        assertThat(reference(send("for-a-second", "0201 old").join())).isNotEqualTo(reference(first));
    }

    @Test
    void afterARestartDuplicatesAreStillKnown() {
        RelayUnderTest before = RelayUnderTest.start(SHOPS);
        HttpResponse<String> first = send(before, "by-id", "0001 restarted").join();
        before.stop();

        try (RelayUnderTest after = RelayUnderTest.on(before.database(), SHOPS)) {
            HttpResponse<String> again = send(after, "by-id", "0001 restarted").join();
            assertThat(replayed(again)).isTrue();
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(after.posts().total()).isZero();
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(String client, String request, String... headers) {
        return send(relay, client, request, headers);
    }

    private static CompletableFuture<HttpResponse<String>> send(
            RelayUnderTest by, String client, String request, String... headers) {
        String[] words = request.split(" ", -1);
        String externalId = words[1].equals("-") ? null : words[1];
        String basic = Base64.getEncoder().encodeToString((client + ":" + KEY).getBytes(UTF_8));
        String[] all = Stream.concat(Stream.of("Authorization", "Basic " + basic), Stream.of(headers))
                .toArray(String[]::new);
        return by.postAsync(SEND, Sends.mmsThenSms(words[0], externalId), all);
    }

    private static boolean replayed(HttpResponse<String> response) {
        return response.headers().firstValue("Idempotent-Replayed").equals(Optional.of("true"));
    }

    private static String reference(HttpResponse<String> response) {
        return new JsonObject(response.body()).getString("reference_id");
    }
}
