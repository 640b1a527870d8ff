package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Sends;
import omnirelay.support.Stage;
import omnirelay.support.TcpLink;
import omnirelay.support.TestDatabase;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The page while its way to the relay, the relay, or TeleSign's way to the relay is gone: the light tells the truth, and
 * afterwards everything that happened meanwhile is there once.
 */
@Tag("alone")
class CutConnectionIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern GONE = Pattern.compile("Reconnecting|Offline");
    private static final double TRUE_WITHIN_MILLIS = 5_000;

    /** The sandbox's callbacks are the only word of TeleSign: it is not asked. */
    private static final Map<String, String> SETTINGS = Map.of("lookup.rate", "0", "telesign.rate", "50");

    /** When the light first said something else than it says now, by the page's own clock. */
    private static final String WATCH = """
            () => {
              const word = () => document.querySelector(".light [role=status]")?.textContent
              const before = word()
              window.changed = new Promise((resolve) => {
                const look = setInterval(() => word() !== before && resolve([Date.now(), clearInterval(look)]), 20)
              })
            }
            """;

    private static final String ROWS = """
            () => {
              const { board } = document.querySelector("relay-page").relay
              return board.rows.map((row) => row.external_id + " " + row.status.code).sort()
            }
            """;

    private static final Vertx VERTX = Vertx.vertx();
    private static TestDatabase database;
    private static volatile RelayUnderTest relay;
    private static TcpLink link;

    @RegisterExtension
    static final Stage STAGE = Stage.empty();

    private Visit visit;
    private Page page;
    private Dashboard dashboard;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        relay = RelayUnderTest.on(database, SETTINGS);
        link = new TcpLink(VERTX, () -> relay.relay().httpPort());
    }

    @AfterAll
    static void stop() {
        link.close();
        relay.close();
        VERTX.close().await();
    }

    @BeforeEach
    void open() {
        send("0001", "before");
        visit = STAGE.visit("http://127.0.0.1:" + link.port());
        page = visit.page();
        dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(dashboard.light()).hasText("Live");
    }

    @Test
    void nobodyListens() {
        long cut = watched(link::cut);
        assertTrueInTime(cut, GONE);
        happenings("unheard");
        link.mend();
        assertThat(dashboard.light()).hasText("Live");
        assertEverythingIsThereOnce();
    }

    @Test
    void theSocketFreezes() {
        long frozen = watched(link::freeze);
        happenings("frozen");
        assertTrueInTime(frozen, GONE);
        link.mend();
        assertThat(dashboard.light()).hasText("Live");
        assertEverythingIsThereOnce();
    }

    @Test
    void theRelayStartsAnew() {
        long stopped = watched(relay::stop);
        assertTrueInTime(stopped, GONE);
        relay = RelayUnderTest.on(database, SETTINGS);
        happenings("restarted");
        assertThat(dashboard.light()).hasText("Live");
        assertEverythingIsThereOnce();
    }

    /** After a second of waiting it is silence, on a clock that runs 600 times faster. */
    @Test
    void telesignIsMute() {
        long muted = watched(() -> send("0016", "mute"));
        assertTrueInTime(muted, Pattern.compile("TeleSign silent"));
        assertThat(page.locator(".light .more")).hasText(Pattern.compile("for \\d+ s"));
        page.locator(".light summary").click();
        assertThat(page.locator(".links")).containsText("Reports are awaited and none has come");

        send("0001", "speaks-again");
        assertThat(dashboard.light()).hasText("Live");
        assertEverythingIsThereOnce();
    }

    /** Does it, and says when, so that it can be told how long the page took to notice. */
    private long watched(Runnable cut) {
        page.evaluate(WATCH);
        long began = System.currentTimeMillis();
        cut.run();
        return began;
    }

    private void assertTrueInTime(long since, Pattern truth) {
        assertThat(dashboard.light()).hasText(truth);
        List<?> changed = (List<?>) page.evaluate("() => window.changed");
        assertThat(((Number) changed.get(0)).doubleValue() - since).isLessThan(TRUE_WITHIN_MILLIS);
    }

    /** New messages, one of which changes again and again. */
    private static void happenings(String name) {
        for (String digits : List.of("0001", "0004", "0006", "5309")) {
            send(digits, name + "-" + digits);
        }
        await().atMost(LIMIT).until(() -> underWay().isEmpty());
    }

    private static void send(String digits, String reference) {
        String request = Sends.mmsThenSms(digits, reference);
        assertThat(relay.post("/v1/omnichannel", request).statusCode()).isEqualTo(200);
    }

    private static List<String> underWay() {
        return database.texts(
                "SELECT external_id FROM message WHERE outcome = 'in_progress' AND external_id NOT LIKE 'mute%'");
    }

    private void assertEverythingIsThereOnce() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat((List<?>) page.evaluate(ROWS))
                        .isEqualTo(database.texts("SELECT external_id || ' ' || code FROM message ORDER BY 1")));
    }
}
