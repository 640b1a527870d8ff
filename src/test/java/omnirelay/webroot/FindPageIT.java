package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking for a message or a recipient, as support people do, and what may be seen of a number on the way. */
class FindPageIT {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> &amp;";

    private final List<String> addresses = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    private Visit visit;
    private Dashboard dashboard;
    private Page page;

    @BeforeAll
    static void start() {
        STAGE.relay().post("/v1/omnichannel", Dashboard.request("15558670001", "arrives"));
        STAGE.relay().post("/v1/omnichannel", Dashboard.request("15558670019", "stopped"));
        STAGE.relay().post("/v1/omnichannel", Dashboard.request("15558670018", HOSTILE));
    }

    @BeforeEach
    void open() {
        visit = STAGE.visit();
        page = visit.page();
        page.onRequest(request -> addresses.add(request.url()));
        page.onFrameNavigated(frame -> addresses.add(frame.url()));
        dashboard = new Dashboard(page);
        page.navigate("/");
        assertThat(dashboard.row("stopped")).containsText("Confirmed on phone");
        page.keyboard().press("/");
        assertThat(page).hasURL(STAGE.relay().uri("/find").toString());
        assertThat(page.getByLabel("Find")).isFocused();
    }

    @Test
    void aNumberInAnySpellingLeadsToItsRecipientAndStandsInNoAddress() {
        for (String spelling : List.of("15558670001", "+1 (555) 867-0001", "555.867.0001", "001 555 867 0001")) {
            dashboard.find("nothing like it");
            assertThat(found("arrives")).hasCount(0);
            dashboard.find(spelling);
            assertThat(found("arrives")).isVisible();
            assertThat(page.locator(".recipients a")).hasText("15558670001");
        }

        page.locator(".recipients a").click();
        assertThat(page.locator(".recipient h1")).hasText("15558670001");
        assertThat(page.locator(".recipient")).containsText("Arrived after");
        assertThat(page.locator(".say")).containsText("reached your phone");
        assertThat(page.locator(".others")).containsText("by MMS to US");
        page.reload();
        assertThat(page.locator(".recipient h1")).hasText("15558670001");
        assertThat(page).hasTitle("Recipient · Omnirelay");

        page.goBack();
        page.reload();
        assertThat(page.getByText("What do you have at hand?")).isVisible();
        assertThat(page).hasTitle("Find · Omnirelay");
        assertThat(addresses).noneMatch(address -> address.matches(".*(0001|nothing).*"));
        assertThat(page.evaluate("JSON.stringify([history.state, {...localStorage}, {...sessionStorage}])"))
                .asString()
                .doesNotContain("0001");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aReferenceLeadsToTheRecipientAndItsMessageAndBackToTheResults() {
        dashboard.find("arrives");
        found("arrives").locator(".row-to").click();
        String reference = page.locator(".reference code").innerText();
        page.getByRole(AriaRole.LINK, Dashboard.named("Close")).click();
        assertThat(page.getByLabel("Find")).hasValue("arrives");
        assertThat(found("arrives").locator(".row-to")).isFocused();

        dashboard.find(reference.toLowerCase(Locale.ROOT));
        assertThat(page.getByText("Taken for a reference")).isVisible();
        page.locator(".recipients a").click();
        page.locator(".entry .row-to").first().click();
        assertThat(page.locator(".facts")).containsText("arrives");
        page.keyboard().press("Escape");
        assertThat(page.locator(".entry .row-to").first()).isFocused();
        page.goBack();
        page.goBack();
        page.goBack();
        assertThat(page).hasURL(STAGE.relay().uri("/find").toString());
        assertThat(page.getByLabel("Find")).hasValue(reference.toLowerCase(Locale.ROOT));
        assertThat(found("arrives")).isVisible();

        found("arrives").locator(".row-to").click();
        page.getByRole(AriaRole.LINK, Dashboard.named("All to this recipient")).click();
        assertThat(page.locator(".recipient h1")).hasText("15558670001");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void theLastFourDigitsAreEnoughAlsoWithATime() {
        dashboard.find("…0001");
        assertThat(found("arrives")).isVisible();
        Object time = page.evaluate("new Date().toTimeString().slice(0, 5)");
        dashboard.find("0001 " + time);
        assertThat(page.getByText("a number that ends in 0001, between")).isVisible();
        assertThat(found("arrives")).isVisible();
        dashboard.find("0001 yesterday");
        assertThat(page.getByText("Nothing found")).isVisible();
        assertThat(page.getByText("Our records begin at")).isVisible();
    }

    @Test
    void whereNothingWasSentToANumberItSaysSinceWhen() {
        dashboard.find("+1 555 000 9999");
        assertThat(page.getByText(Pattern.compile(
                        "Nothing was sent to this number since \\d\\d:\\d\\d today; our records start there\\.")))
                .isVisible();
        page.route("**/api/find", route -> route.abort());
        dashboard.find("else");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The relay did not answer.");
    }

    @Test
    void aRecipientSaysSinceWhenAndByWhichReplyItIsOptedOut() {
        dashboard.find("15558670019");
        page.locator(".recipients a").click();

        assertThat(page.locator(".odd")).containsText(Pattern.compile("Opted out since .*, by a reply on "));
        assertThat(page.locator(".entry.reply")).containsText("STOP");
        assertThat(page.locator(".say")).containsText("You answered STOP");
        page.getByText("For a ticket", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".ticket pre")).containsText("Opted out since");
        page.locator(".odd a").click();
        assertThat(page.locator(".facts")).containsText("stopped");
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void hostileTextIsTextWhereverItStands() {
        dashboard.find(HOSTILE);
        assertThat(found(HOSTILE)).isVisible();
        page.locator(".recipients a").click();
        assertThat(page.locator(".entry-reference")).hasText(HOSTILE);
        assertThat(page.locator(".odd")).containsText("Blocked");
        page.goBack();
        assertThat(page.getByLabel("Find")).hasValue(HOSTILE);
        for (String text : List.of("<script>alert(1)</script>", "%00", "' OR 1=1 --", "x".repeat(300))) {
            dashboard.find(text);
            assertThat(page.getByText("Nothing found")).isVisible();
        }
        assertThat(page.locator("img").count()).isZero();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void whoMayNotSeeNumbersFindsByThemAndSeesThemMaskedEverywhere() {
        Map<String, String> settings = new HashMap<>(SignInIT.PRODUCTION);
        settings.put(
                "clients",
                "[{id: %s, key: %s, roles: [send]}]".formatted(RelayUnderTest.CUSTOMER_ID, RelayUnderTest.API_KEY));
        try (RelayUnderTest production = RelayUnderTest.start(settings)) {
            Visit support = STAGE.visit(production.uri("").toString());
            production.post("/v1/omnichannel", Dashboard.request("15558670001", "masked"));
            Page seen = support.page();
            seen.navigate("/");
            new Dashboard(seen).signIn("ada", "lovelace");
            assertThat(seen).hasURL(production.uri("/find").toString());

            new Dashboard(seen).find("+1 555 867 0001");
            assertThat(seen.locator(".find .row-to")).hasText("1555•••0001");
            assertThat(seen.getByText("Taken for the number 1555•••0001")).isVisible();
            seen.locator(".recipients a").click();
            assertThat(seen.locator(".recipient h1")).hasText("1555•••0001");
            assertThat(seen.locator(".ticket pre")).containsText("Recipient 1555•••0001");
            assertThat(seen.content()).doesNotContain("8670001");

            seen.getByRole(AriaRole.BUTTON, Dashboard.named("Sign out")).click();
            new Dashboard(seen).signIn("ada", "lovelace");
            assertThat(seen.locator(".recipient h1")).hasText("1555•••0001");
            seen.getByRole(AriaRole.LINK, Dashboard.named("Find")).click();
            assertThat(seen.getByLabel("Find")).hasValue("");
        }
    }

    private Locator found(String reference) {
        return page.locator(".find .row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(reference, new Page.GetByTextOptions().setExact(true))));
    }
}
