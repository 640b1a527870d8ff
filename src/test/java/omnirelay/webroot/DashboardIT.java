package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Stage;
import omnirelay.support.TestDatabase;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page on a real relay: its sandbox, its database, its feed. */
class DashboardIT {
    /** The ten minutes of the example last ten seconds: long enough to see the channel under way. */
    private static final Map<String, String> PACE = Map.of("sandbox.time-scale", "60");

    private static final int MOST_TABS = 60;

    @RegisterExtension
    static final Stage STAGE = Stage.empty();

    private RelayUnderTest relay;
    private Visit visit;
    private Dashboard dashboard;
    private Page page;

    @BeforeEach
    void open() {
        relay = RelayUnderTest.start(PACE);
        visit = STAGE.visit(relay.uri("").toString());
        page = visit.page();
        dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(dashboard.light()).hasText("Live");
    }

    @AfterEach
    void close() {
        relay.close();
    }

    @Test
    void anOperatorSeesWhetherCallbacksWouldArrive() {
        page.getByRole(AriaRole.LINK, Dashboard.named("Connection")).click();
        dashboard.checkCallbacks(relay.uri("/callbacks/telesign"));
        Locator findings = page.locator(".findings");
        assertThat(findings).containsText(Pattern.compile("Body\\s+Good"));
        assertThat(findings).containsText(Pattern.compile("Answer\\s+Good"));

        dashboard.checkCallbacks(relay.uri("/health/live"));
        assertThat(page.getByText("Callbacks do not arrive")).isVisible();
        assertThat(findings).containsText(Pattern.compile("Answer\\s+Not good"));
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theExampleFailsOnMmsAndArrivesAsSmsWithoutAReload() {
        assertThat(page.getByText("Sandbox: nothing here reaches a real phone")).isVisible();
        page.getByRole(AriaRole.LINK, Dashboard.named("Send the example")).click();
        dashboard.send();

        assertThat(dashboard.badge("order-42", "MMS")).hasClass("badge progress");
        assertThat(dashboard.badge("order-42", "SMS")).hasText("SMS Planned");
        assertThat(dashboard.badge("order-42", "MMS")).hasText("MMS No confirmation in time");
        assertThat(dashboard.badge("order-42", "SMS")).hasText("SMS Confirmed on phone");
        assertThat(dashboard.row("order-42").locator(".row-summary"))
                .hasText(Pattern.compile("MMS had no confirmation within 10 min, switched to SMS, confirmed at .*"));

        dashboard.open("order-42");
        Locator timeline = page.locator(".timeline");
        assertThat(timeline).containsText("MMS No confirmation in time 3056");
        assertThat(timeline).containsText("SMS Confirmed on phone 3000");
        assertThat(page.locator(".tried")).containsText("The channel gave no confirmation within its fallback time");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theExampleNeedsNoMouse() {
        tabTo(page.getByText("Send the example"));
        page.keyboard().press("Enter");
        tabTo(page.getByRole(AriaRole.BUTTON, Dashboard.named("Send")));
        page.keyboard().press("Enter");
        assertThat(page.locator(".submit")).containsText("TeleSign took it.");

        page.keyboard().press("Escape");
        assertThat(dashboard.badge("order-42", "SMS")).hasText("SMS Confirmed on phone");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator(".timeline")).containsText("MMS No confirmation in time 3056");
        assertThat(page.locator(".timeline")).containsText("SMS Confirmed on phone 3000");
    }

    private void tabTo(Locator target) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            if ((boolean) target.evaluate("each => each === document.activeElement")) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    @Test
    void textOfOthersIsShownAsText() {
        page.getByRole(AriaRole.LINK, Dashboard.named("Send a message")).click();
        String hostile = "<img src=x onerror=\"document.title='broken'\">";
        page.locator("#reference").fill(hostile);
        page.locator("#sms-text").fill("</pre><script>document.title='broken'</script>");
        dashboard.send();

        dashboard.open(hostile);
        assertThat(page.locator(".facts")).containsText(hostile);
        page.getByText("Request", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".evidence pre").first()).containsText("</pre><script>");
        assertThat(page.locator("img, relay-page script").count()).isZero();
        assertThat(page.title()).doesNotContain("broken");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theLightTellsTheTruthAndNothingIsLostWhileTheRelayIsAway() {
        TestDatabase database = relay.database();
        String port = Integer.toString(relay.relay().httpPort());
        relay.stop();
        assertThat(dashboard.light()).hasText(Pattern.compile("Reconnecting|Offline"));

        relay = RelayUnderTest.on(database, with("http.port", port));
        relay.post("/v1/omnichannel", Dashboard.request("15558670001", "sent-meanwhile"));

        assertThat(dashboard.light()).hasText("Live");
        assertThat(dashboard.badge("sent-meanwhile", "MMS")).hasText("MMS Confirmed on phone");
        assertThat(dashboard.row("sent-meanwhile")).hasCount(1);
    }

    @Test
    void aMessageThatArrivedTwiceSaysSo() {
        relay.post("/v1/omnichannel", Dashboard.request("15558670006", "twice"));

        assertThat(dashboard.row("twice")).containsText("Arrived twice");
        dashboard.open("twice");
        assertThat(page.locator(".detail")).containsText("The recipient got it more than once: by MMS and by SMS.");
    }

    @Test
    void aStatusThatNobodyReportedIsLookedUp() {
        relay.post("/v1/omnichannel", Dashboard.request("15558670016", "silent"));
        dashboard.open("silent");
        page.getByRole(AriaRole.BUTTON, Dashboard.named("Look up at TeleSign")).click();

        assertThat(page.locator(".look-up")).containsText("TeleSign told something new.");
        assertThat(page.locator(".timeline")).containsText("TeleSign said when asked");
    }

    @Test
    void aRefusalStandsAtTheFormAndInTheList() {
        page.getByRole(AriaRole.LINK, Dashboard.named("Send a message")).click();
        page.getByLabel("What should happen").selectOption("0013");
        dashboard.send();

        assertThat(page.locator(".submit")).containsText("Callback URL parameter not enabled for Customer ID (3203)");
        assertThat(dashboard.row("order-42")).containsText("Refused, nothing was sent");
    }

    @Test
    void mistakesAreSaidAtTheirFieldsBeforeAnythingIsSent() {
        page.getByRole(AriaRole.LINK, Dashboard.named("Send a message")).click();
        page.locator("#to").fill("+1 555");
        page.locator("#mms-wait").fill("5");
        page.getByRole(AriaRole.BUTTON, Dashboard.named("Send")).click();

        assertThat(page.locator("#to")).isFocused();
        assertThat(page.locator("#to-mistake")).containsText("Not a number: “+1 555” in line 1");
        assertThat(page.locator("#mms-wait-mistake")).containsText("Between 30 and 3600");
        assertThat(relay.posts().total()).isZero();
    }

    @Test
    void aLinkToAMessageOpensItAndEscapeLeadsBackToTheList() {
        relay.post("/v1/omnichannel", Dashboard.request("15558670001", "linked"));
        dashboard.open("linked");
        assertThat(page).hasURL(Pattern.compile("/messages/[0-9A-F]{32}$"));
        page.reload();
        assertThat(page.locator(".facts")).containsText("linked");

        page.keyboard().press("Escape");
        assertThat(page.locator(".detail")).hasCount(0);
        page.goBack();
        assertThat(page.locator(".facts")).containsText("linked");
    }

    private static Map<String, String> with(String setting, String value) {
        return Map.of("sandbox.time-scale", PACE.get("sandbox.time-scale"), setting, value);
    }
}
