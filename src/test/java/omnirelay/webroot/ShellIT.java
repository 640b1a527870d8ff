package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is around the views: the ways between them, and how a person wants them shown. */
class ShellIT {

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    private Visit visit;
    private Dashboard dashboard;
    private Page page;

    @BeforeAll
    static void start() {
        STAGE.relay().post("/v1/omnichannel", Dashboard.request("15558670001", "one"));
    }

    @BeforeEach
    void open() {
        visit = STAGE.visit(new NewContextOptions().setTimezoneId("Asia/Kathmandu"));
        page = visit.page();
        dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(dashboard.row("one")).isVisible();
    }

    @AfterEach
    void close() {
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theNavigationSaysWhereOneIs() {
        Locator now = page.getByRole(AriaRole.LINK, Dashboard.named("Now"));
        now.click();
        assertThat(page).hasURL(STAGE.relay().uri("/now").toString());
        assertThat(page).hasTitle("Now · Omnirelay");
        assertThat(page.locator(".views [aria-current=page]")).hasText("Now");

        page.goBack();
        assertThat(page.locator(".views [aria-current=page]")).hasText("Live");
        assertThat(dashboard.row("one")).isVisible();
    }

    @Test
    void darkStaysDarkWhateverTheSystemSays() {
        choose("Dark");
        assertThat(page.locator("html")).hasCSS("color-scheme", "dark");
        page.reload();
        assertThat(page.locator("html")).hasCSS("color-scheme", "dark");
    }

    @Test
    void timesAreToldInUtcAtOnceAndAfterAReload() {
        Locator time = dashboard.row("one").locator("time");
        assertThat(time).hasAttribute("title", Pattern.compile("GMT\\+5:45"));
        choose("In UTC");
        assertThat(time).hasAttribute("title", Pattern.compile(" UTC "));
        page.reload();
        assertThat(time).hasAttribute("title", Pattern.compile(" UTC "));
    }

    private void choose(String choice) {
        page.getByLabel("Appearance and times").click();
        page.getByLabel(choice, new Page.GetByLabelOptions().setExact(true)).check();
    }
}
