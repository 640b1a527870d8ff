package omnirelay.feed;

import static omnirelay.feed.FeedUnderTest.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import omnirelay.config.ConfigLoader;
import omnirelay.config.RelayConfig;
import omnirelay.http.Problem;
import omnirelay.message.NumberedEvent.Facets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    /** Failed on mms with 3056 after 3001; see {@link TestEvents}. */
    private static final Facets EVENT = TestEvents.events(2, 2).get(0).facets();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                | true
            {"message_id":"01A20245DB897C3E9A0B5D6F1E2C3B4A"}                 | true
            {"message_id":"01a20245db897c3e9a0b5d6f1e2c3b4a"}                 | true
            {"message_id":"01A20245DB897C3E9A0B5D6F1E2C3B4B"}                 | false
            {"reference_id":"35C8B5D509BC10689196FED2AD551B8A"}               | true
            {"reference_id":"65C77D4A6C5C09085694EFB6C554D2BF"}               | false
            {"external_id":"order-42"}                                        | true
            {"external_id":["order-41","order-42"]}                           | true
            {"external_id":"order-4"}                                         | false
            {"phone_number":"+1 (555) 123-5309"}                              | true
            {"phone_number":"15551235308"}                                    | false
            {"channel":"mms"}                                                 | true
            {"channel":["sms","rcs"]}                                         | false
            {"outcome":"failed"}                                              | true
            {"outcome":"in_progress"}                                         | true
            {"outcome":["delivered","read"]}                                  | false
            {"code":3056}                                                     | true
            {"code":"3001"}                                                   | true
            {"code":[3000,3005]}                                              | false
            {"message_type":"MKT"}                                            | true
            {"message_type":"OTP"}                                            | false
            {"client":"shop"}                                                 | true
            {"client":"bank"}                                                 | false
            {"label":"autumn"}                                                | true
            {"label":"spring"}                                                | false
            {"country":["CH","US"]}                                           | true
            {"country":"CH"}                                                  | false
            {"type":"channel_status"}                                         | true
            {"type":["accepted","sent"]}                                      | false
            {"channel":"mms","outcome":"failed","code":3056}                  | true
            {"channel":"mms","outcome":"delivered"}                           | false
            {"channel":null}                                                  | true
            """)
    void valuesOfOneMemberMeanOrAndMembersMeanAnd(String filter, boolean matches) {
        assertThat(Filter.of(new JsonObject(filter), NUMBERS).matches(EVENT)).isEqualTo(matches);
    }

    @Test
    void whatAnEventDoesNotHaveMatchesNothing() {
        Facets bare = new Facets(
                EVENT.type(),
                EVENT.messageId(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        assertThat(Filter.ALL.matches(bare)).isTrue();
        for (String filter : new String[] {
            "{\"channel\":\"mms\"}", "{\"code\":3001}", "{\"phone_number\":\"15551235309\"}", "{\"client\":\"shop\"}"
        }) {
            assertThat(Filter.of(new JsonObject(filter), NUMBERS).matches(bare)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"colour":"red"}                | colour
            {"message_id":"order-42"}       | filter.message_id
            {"outcome":"lost"}              | filter.outcome
            {"outcome":["failed","lost"]}   | filter.outcome
            {"code":"3056x"}                | filter.code
            {"code":3056.5}                 | filter.code
            {"code":[[3056]]}               | filter.code
            {"country":"Switzerland"}       | filter.country
            {"type":"status"}               | filter.type
            {"phone_number":"my brother"}   | filter.phone_number
            {"channel":""}                  | filter.channel
            {"channel":{"name":"mms"}}      | filter.channel
            """)
    void whatCannotBeMeantIsRefusedByName(String filter, String field) {
        assertThatThrownBy(() -> Filter.of(new JsonObject(filter), NUMBERS))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(400);
                    assertThat(problem.field()).isEqualTo(field);
                });
    }

    @Test
    void aQuerySaysTheSameExceptForNumbers() {
        MultiMap query = MultiMap.caseInsensitiveMultiMap()
                .add("channel", "sms,mms")
                .add("code", "3056")
                .add("code", "3000")
                .add("heartbeat_seconds", "5");
        Subscription wanted = Subscription.of(query, Cursor.End.START, true, NUMBERS);

        assertThat(wanted.filter().matches(EVENT)).isTrue();
        assertThat(wanted.heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> Subscription.of(query.add("phone_number", "1"), Cursor.End.START, true, NUMBERS))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.field()).isEqualTo("phone_number"));
    }

    /** The configuration may not know the feed, so it names a second time what receivers are filtered by. */
    @Test
    void receiversOfTheConfigurationAreFilteredByTheSame(@TempDir Path dir) throws IOException {
        String filters = Facet.names().stream().map(name -> name + ": x").collect(Collectors.joining(", "));
        Path file = Files.writeString(
                dir.resolve("relay.yaml"),
                "receivers: [{name: audit, url: 'https://audit.example.com/', filter: {%s}}]".formatted(filters));

        RelayConfig config = ConfigLoader.load(file, variable -> null);

        assertThat(config.receivers().get(0).filter().keySet()).containsExactlyInAnyOrderElementsOf(Facet.names());
    }
}
