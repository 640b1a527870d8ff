package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page where nobody is let in without a password: outside sandbox mode. */
class SignInIT {
    static final Map<String, String> PRODUCTION = Map.of(
            "sandbox.enabled", "false",
            "http.host", "127.0.0.1",
            "telesign.url", "http://127.0.0.1:9",
            "telesign.customer-id", RelayUnderTest.CUSTOMER_ID,
            "telesign.api-key", RelayUnderTest.API_KEY,
            "users", """
            [{name: ada, password-hash: "$2y$04$abcdefghijklmnopqrstuuhiTVLHQPvYzPykOsCOnc5I00eOfh33K", roles: [view]}]
            """);

    @RegisterExtension
    static final Stage STAGE = Stage.with(PRODUCTION);

    private Visit visit;
    private Dashboard dashboard;
    private Page page;

    @BeforeEach
    void open() {
        visit = STAGE.visit();
        page = visit.page();
        dashboard = new Dashboard(page);
        page.navigate("/");
    }

    @Test
    void aStrangerSeesTheFormAndNothingElse() {
        assertThat(form()).isVisible();
        assertThat(page.getByLabel("Name")).isFocused();
        assertThat(page.locator(".bar, message-list")).hasCount(0);
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aWrongPasswordIsSaidInWordsAndTheNameStays() {
        signIn("ada", "byron");

        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The name or the password is wrong.");
        assertThat(page.getByLabel("Name")).hasValue("ada");
        assertThat(dashboard.light()).hasCount(0);
    }

    @Test
    void theRightPasswordLeadsInAndSigningOutLeadsBack() {
        signIn("ada", "lovelace");

        assertThat(dashboard.light()).hasText("Live");
        assertThat(page.locator(".who")).hasText("ada");
        assertThat(page.getByText("Sandbox")).hasCount(0);
        assertThat(page.getByRole(AriaRole.LINK, Dashboard.named("Send a message")))
                .hasCount(0);
        page.reload();
        assertThat(dashboard.light()).hasText("Live");

        page.getByRole(AriaRole.BUTTON, Dashboard.named("Sign out")).click();
        assertThat(form()).isVisible();
        page.reload();
        assertThat(form()).isVisible();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aSessionThatEndsElsewhereLeadsToTheFormAndBackToTheSamePlace() {
        page.navigate("/send");
        signIn("ada", "lovelace");
        assertThat(dashboard.light()).hasText("Live");

        page.context().newPage().navigate("/");
        Page other = page.context().pages().get(1);
        other.getByRole(AriaRole.BUTTON, Dashboard.named("Sign out")).click();

        assertThat(form()).isVisible();
        signIn("ada", "lovelace");
        assertThat(dashboard.light()).hasText("Live");
        assertThat(page).hasURL(STAGE.relay().uri("/send").toString());
    }

    private Locator form() {
        return page.locator("sign-in-form form");
    }

    private void signIn(String name, String password) {
        dashboard.signIn(name, password);
    }
}
