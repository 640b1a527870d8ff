package omnirelay.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import omnirelay.config.RelayConfig.Cap;
import omnirelay.config.RelayConfig.Cap.Per;
import omnirelay.config.RelayConfig.Cap.Within;
import omnirelay.guard.Caps.Use;
import omnirelay.message.Message;
import omnirelay.message.Plan;
import omnirelay.support.Entries;
import omnirelay.support.Soon;
import omnirelay.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Most caps here are a day's, because a minute may end while a test runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CapsIT {
    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void nothingWasCounted() {
        database.execute("TRUNCATE cap_use");
    }

    @AfterAll
    void stop() {
        Soon.await(vertx.close());
        database.close();
    }

    /** Caps as {@code per=value:limit}; commands as {@code client/country/digits}, each followed by whether it is taken. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            number:1           | shop/US/1555 + shop/US/1556 + shop/US/1555 - crm/US/1556 -
            number=1555:1      | shop/US/1555 + shop/US/1555 - shop/US/1556 + shop/US/1556 +
            prefix=155:2       | shop/US/1555 + shop/US/1556 + shop/US/1557 - shop/US/1666 +
            client:1           | shop/US/1555 + crm/US/1555 + shop/GB/4471 - crm/GB/4471 -
            client=shop:1      | shop/US/1555 + shop/US/1556 - crm/US/1555 + crm/US/1555 +
            country:1          | shop/US/1555 + shop/GB/4471 + crm/US/1556 -
            country=GB:1       | shop/US/1555 + shop/US/1555 + shop/GB/4471 + shop/GB/4472 -
            number:2 client:3  | shop/US/1555 + shop/US/1555 + shop/US/1555 - shop/US/1556 + shop/US/1557 -
            client:5 client=shop:2 | shop/US/1555 + shop/US/1556 + shop/US/1557 - crm/US/1555 +
            client:1 number:1  | shop/US/1555 + crm/US/1555 - crm/US/1556 +
            """)
    void eachCapCountsWhatConcernsIt(String caps, String commands) {
        Caps counted = caps(caps);
        String[] words = commands.split(" ", -1);
        StringBuilder taken = new StringBuilder();
        for (int i = 0; i < words.length; i += 2) {
            Use use = use(counted, words[i]);
            taken.append(words[i]).append(use instanceof Use.Counted ? " + " : " - ");
        }

        assertThat(taken.toString().strip()).isEqualTo(commands);
    }

    @Test
    void whatHasNoNumberCountsOnlyForItsClient() {
        Caps counted = caps("number:1 country:1 prefix=1:1 client:2");
        Message byMail = message("shop", null, null);

        assertThat(Soon.await(counted.use(byMail, null))).isInstanceOf(Use.Counted.class);
        assertThat(Soon.await(counted.use(byMail, null))).isInstanceOf(Use.Counted.class);
        assertThat(Soon.await(counted.use(byMail, null))).isInstanceOf(Use.Reached.class);
    }

    @Test
    void ofManyAtOnceOnSeveralNodesExactlyAsManyAreTakenAsThereIsRoomFor() {
        List<Caps> nodes = List.of(caps("client:50 number:7"), caps("client:50 number:7"), caps("client:50 number:7"));
        List<Future<Use>> uses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            uses.add(nodes.get(i % 3).use(message("shop", "US", "155" + i % 10), "155" + i % 10));
        }
        Soon.await(Future.all(uses));

        assertThat(uses).filteredOn(use -> use.result() instanceof Use.Counted).hasSize(50);
        assertThat(database.texts("SELECT used FROM cap_use WHERE cap LIKE 'client/%'"))
                .containsExactly("50");
        assertThat(database.texts("SELECT sum(used) FROM cap_use WHERE cap LIKE 'number/%'"))
                .containsExactly("50");
        assertThat(database.texts("SELECT max(used) <= 7 FROM cap_use WHERE cap LIKE 'number/%'"))
                .containsExactly("t");
    }

    @Test
    void whatIsGivenBackLeavesRoomForAnother() {
        Caps counted = caps("client:1 number:1");
        Use.Counted first = (Use.Counted) use(counted, "shop/US/1555");

        Soon.await(counted.giveBack(first));

        assertThat(use(counted, "shop/US/1555")).isInstanceOf(Use.Counted.class);
        assertThat(use(counted, "shop/US/1555")).isInstanceOf(Use.Reached.class);
    }

    @Test
    void inTheNextHourThereIsRoomAgain() {
        Caps counted = new Caps(vertx, database.pool(vertx), List.of(new Cap(Per.CLIENT, null, 1, Within.HOUR)));
        use(counted, "shop/US/1555");
        database.execute("UPDATE cap_use SET began_at = began_at - interval '1 hour'");

        assertThat(use(counted, "shop/US/1555")).isInstanceOf(Use.Counted.class);
    }

    @Test
    void theReasonNamesTheCapAndNoNumber() {
        Caps counted = new Caps(vertx, database.pool(vertx), List.of(new Cap(Per.NUMBER, null, 1, Within.HOUR)));
        use(counted, "shop/US/15558675309");

        assertThat(use(counted, "shop/US/15558675309")).isInstanceOfSatisfying(Use.Reached.class, reached -> {
            assertThat(reached.share().reason(reached.at()))
                    .startsWith("the cap of 1 an hour for this number was reached; there is room again at ")
                    .endsWith(":00:00Z");
            assertThat(reached.share().details(reached.at()))
                    .containsEntry("by", "cap")
                    .containsEntry("cap", "number")
                    .containsEntry("within", "hour")
                    .containsEntry("limit", 1)
                    .doesNotContainValue("15558675309");
        });
        assertThat(database.texts("SELECT cap FROM cap_use")).noneMatch(cap -> cap.contains("15558675309"));
    }

    private Caps caps(String caps) {
        List<Cap> all = Arrays.stream(caps.split(" ", -1)).map(CapsIT::cap).toList();
        return new Caps(vertx, database.pool(vertx), all);
    }

    private static Cap cap(String text) {
        String[] parts = text.split("[=:]", -1);
        Per per = Per.valueOf(parts[0].toUpperCase(Locale.ROOT));
        int limit = Integer.parseInt(parts[parts.length - 1]);
        return new Cap(per, parts.length > 2 ? parts[1] : null, limit, Within.DAY);
    }

    private static Use use(Caps caps, String command) {
        String[] parts = command.split("/", -1);
        return Soon.await(caps.use(message(parts[0], parts[1], parts[2]), parts[2]));
    }

    private static Message message(String client, @Nullable String country, @Nullable String digits) {
        return new Message(
                Entries.newId(),
                client,
                null,
                null,
                digits == null ? null : "hash-" + digits.hashCode(),
                "MKT",
                Plan.of(List.of()),
                null,
                country,
                null,
                null);
    }
}
