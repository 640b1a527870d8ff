package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Takes a picture of each view, for eyes to judge; sees that nothing is wider than the screen, and that axe-core finds
 * nothing serious.
 */
@ExtendWith(SoftAssertionsExtension.class)
class ScreenshotsIT {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int HEIGHT = 800;
    /** Narrower in the light and wider in the dark: so axe-core sees both themes and both layouts in half the time. */
    private static final int ROOMY = 720;

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    @InjectSoftAssertions
    private SoftAssertions softly;

    @BeforeAll
    static void start() {
        List.of("0001", "0004", "0005", "0011", "0013", "0018", "0019", "0006", "0016", "5309")
                .forEach(digits -> STAGE.relay()
                        .post("/v1/omnichannel", Dashboard.request("1555867" + digits, "order-" + digits)));
    }

    @ParameterizedTest
    @CsvSource({"360,LIGHT", "360,DARK", "1280,LIGHT", "1280,DARK"})
    void everyViewFitsTheScreen(int width, ColorScheme scheme) {
        NewContextOptions options =
                new NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(scheme);
        Visit visit = STAGE.visit(options);
        Page page = visit.page();
        Dashboard dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(page.locator(".row")).hasCount(10);
        assertThat(dashboard.row("order-5309")).containsText("SMS Confirmed on phone");
        assertThat(dashboard.row("order-0006")).containsText("Arrived twice");
        take(page, "list", width, scheme);

        dashboard.open("order-0006");
        assertThat(page.locator(".sentence")).not().isEmpty();
        take(page, "message", width, scheme);

        page.navigate("/find");
        assertThat(page.locator(".find-form")).isVisible();
        take(page, "find", width, scheme);
        dashboard.find("1 555 867 0019");
        assertThat(page.locator(".find .row")).hasCount(1);
        take(page, "found", width, scheme);
        page.locator(".recipients a").click();
        assertThat(page.locator(".entry.reply")).isVisible();
        take(page, "recipient", width, scheme);

        page.navigate("/send");
        assertThat(page.locator("send-form")).isVisible();
        take(page, "send", width, scheme);

        page.navigate("/now");
        assertThat(page.locator(".chart canvas")).isVisible();
        take(page, "now", width, scheme);

        page.navigate("/connection");
        dashboard.checkCallbacks(STAGE.relay().uri("/callbacks/telesign"));
        assertThat(page.locator("callback-check .findings")).isVisible();
        take(page, "connection", width, scheme);
        page.locator(".light summary").click();
        take(page, "light", width, scheme);
        assertThat(visit.complaints()).isEmpty();
    }

    private void take(Page page, String view, int width, ColorScheme scheme) {
        String name = "%s-%d-%s.png".formatted(view, width, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(new ScreenshotOptions().setPath(FOLDER.resolve(name)));
        softly.assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isEqualTo(width);
        if (width < ROOMY == (scheme == ColorScheme.LIGHT)) {
            softly.assertThat(barriers(page)).as(name).isEmpty();
        }
    }

    /** What keeps people out, in a line each: the rule, and where it is broken. */
    private static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getHelp() + ": " + node.getHtml()))
                        .toList();
    }
}
