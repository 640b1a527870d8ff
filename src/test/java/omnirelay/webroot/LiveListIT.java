package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The live list: its filters, its keys, and what of it is in the page. */
class LiveListIT {
    /** Puts ten thousand messages into the list, the newest first. */
    private static final String MANY = """
            () => {
              const { board } = document.querySelector("relay-page").relay
              const [like] = board.rows
              const id = (number) => "01" + String(number).padStart(30, "0")
              const rows = Array.from({ length: 10_000 }, (_, index) => 9_999 - index)
              board.begin({ messages: rows.map((n) => ({ ...like, id: id(n), external_id: "many-" + n })) })
            }
            """;

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    private Visit visit;
    private Dashboard dashboard;
    private Page page;

    @BeforeAll
    static void start() {
        send("0001", "arrives");
        send("0006", "twice");
        send("0013", "refused");
    }

    @BeforeEach
    void open() {
        visit = STAGE.visit();
        page = visit.page();
        dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(dashboard.light()).hasText("Live");
        assertThat(dashboard.row("twice")).containsText("Arrived twice");
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
    void aFilterThatCannotBeMeantSaysSoAndAllElseGoesOn() {
        dashboard.open("arrives");
        page.navigate(page.url() + "?outcome=lost");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Result: Must be one of in_progress, ");
        assertThat(page.locator(".sentence")).containsText("confirmed on the phone");
        assertThat(dashboard.light()).hasText("Live");
        page.getByText("Clear all").click();
        assertThat(dashboard.row("arrives")).isVisible();
        assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    }

    @Test
    void keysMoveOpenCloseAndPause() {
        page.navigate("/?external_id=arrives,twice,refused");
        assertThat(page.locator(".row")).hasCount(3);
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        page.keyboard().press("j");
        assertThat(dashboard.row("twice").locator(".row-to")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator(".facts")).containsText("twice");
        page.keyboard().press("Escape");
        assertThat(dashboard.row("twice").locator(".row-to")).isFocused();

        page.keyboard().press("p");
        assertThat(page.getByRole(AriaRole.BUTTON, Dashboard.named("Resume"))).isVisible();
        page.keyboard().press("?");
        assertThat(page.getByText("Pause or resume the list")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByText("Pause or resume the list")).not().isVisible();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void ofTenThousandMessagesThePageHoldsWhatIsInSight() {
        page.evaluate(MANY);
        assertThat(page.locator(".end")).hasText("10,000 messages, no older ones.");
        page.evaluate("document.querySelector('.scroller').scrollTop = 1e9");
        assertThat(page.getByText("many-0", new Page.GetByTextOptions().setExact(true)))
                .isInViewport();
        assertThat(page.locator(".message").count()).isLessThan(100);
        send("0001", "meanwhile");
        assertThat(page.locator(".pill")).hasText("1 new");
        page.locator(".pill").click();
        assertThat(dashboard.row("meanwhile")).isInViewport();
    }

    private Locator filters() {
        return page.locator(".chip");
    }

    private static void send(String digits, String reference) {
        STAGE.relay().post("/v1/omnichannel", Dashboard.request("1555867" + digits, reference));
    }
}
