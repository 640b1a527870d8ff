package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import omnirelay.support.Browser;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live list: its filters, its keys, and what of it is in the page. */
class LiveListIT {
    private static Browser browser;
    private static RelayUnderTest relay;

    private Visit visit;
    private Dashboard dashboard;
    private Page page;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        relay = RelayUnderTest.start(Map.of());
        send("0001", "arrives");
        send("0006", "twice");
        send("0013", "refused");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            relay.close();
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        visit = browser.visit(relay.uri("").toString());
        page = visit.page();
        dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(dashboard.light()).hasText("Live");
        assertThat(dashboard.row("twice")).containsText("Arrived twice");
    }

    @AfterEach
    void close() {
        visit.close();
    }

    @Test
    void aFilterIsOneClickAwayAndGoesByOneMore() {
        page.getByText("Arrived twice").first().click();

        assertThat(page).hasURL(Pattern.compile("/\\?double_delivery=true$"));
        assertThat(dashboard.row("twice")).isVisible();
        assertThat(dashboard.row("arrives")).hasCount(0);
        assertThat(filters()).hasText("Arrived twice ×");

        filters().first().click();
        assertThat(page).hasURL(Pattern.compile("/$"));
        assertThat(dashboard.row("arrives")).isVisible();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void backForwardReloadAndALinkGiveTheSameView() {
        page.navigate("/?outcome=rejected,failed,blocked&message_type=MKT");
        assertThat(dashboard.row("refused")).isVisible();
        assertThat(dashboard.row("twice")).hasCount(0);

        dashboard.open("refused");
        assertThat(page.locator(".facts")).containsText("refused");
        page.reload();
        assertThat(page.locator(".facts")).containsText("refused");
        assertThat(filters()).hasCount(4);
        assertThat(dashboard.row("twice")).hasCount(0);

        page.keyboard().press("Escape");
        assertThat(page.locator(".detail")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile("outcome=rejected"));
        page.goBack();
        assertThat(page.locator(".facts")).containsText("refused");
        assertThat(filters()).hasCount(4);
    }

    @Test
    void aMessageLeavesWhenItNoLongerMatchesAndOneComesThatDoes() {
        page.navigate("/?outcome=delivered");
        assertThat(dashboard.row("arrives")).isVisible();
        send("0001", "arrives-as-well");
        assertThat(dashboard.badge("arrives-as-well", "MMS")).hasText("MMS Confirmed on phone");

        page.navigate("/?outcome=in_progress");
        assertThat(page.getByText("No message matches")).isVisible();
        send("5309", "under-way");
        assertThat(dashboard.row("under-way")).isVisible();
        assertThat(dashboard.row("under-way")).hasCount(0);
    }

    @Test
    void aFilterThatCannotBeMeantSaysSo() {
        page.navigate("/?outcome=lost");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Must be one of");
        page.getByText("Clear all").click();
        assertThat(dashboard.row("arrives")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    private Locator filters() {
        return page.locator(".chip");
    }

    private static void send(String digits, String reference) {
        relay.post("/v1/omnichannel", Dashboard.request("1555867" + digits, reference));
    }
}
