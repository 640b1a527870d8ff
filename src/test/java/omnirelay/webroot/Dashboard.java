package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;

/** Where things are on the page, and how to ask for them. */
final class Dashboard {
    private final Page page;

    Dashboard(Page page) {
        this.page = page;
    }

    /** What the connection light says. */
    Locator light() {
        return page.locator(".light [role=status]");
    }

    /** The row of the message with this reference of the caller's. */
    Locator row(String reference) {
        Locator its = page.getByText(reference, new GetByTextOptions().setExact(true));
        return page.locator(".row").filter(new FilterOptions().setHas(its));
    }

    Locator badge(String reference, String channel) {
        return row(reference).locator(".badge").filter(new FilterOptions().setHasText(channel));
    }

    /** Opens the message with this reference. */
    void open(String reference) {
        row(reference).locator(".row-to").click();
    }

    /** Sends what stands in the form, and waits until it has been answered. */
    void send() {
        page.getByRole(AriaRole.BUTTON, named("Send")).click();
        assertThat(page.locator(".submit [role=status]")).not().isEmpty();
    }

    /** Asks whether TeleSign's callbacks would arrive at an address. */
    void checkCallbacks(URI address) {
        page.getByLabel("Callback URL").fill(address.toString());
        page.getByRole(AriaRole.BUTTON, named("Check")).click();
    }

    void signIn(String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
    }

    /** Looks for whatever a text may mean. */
    void find(String text) {
        page.getByLabel("Find").fill(text);
        page.keyboard().press("Enter");
    }

    static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    /** A picture by MMS, then a text by SMS. */
    static String request(String number, String reference) {
        return """
                {"channels":[{"channel":"mms","fallback_time":600},{"channel":"sms"}],
                 "recipient":{"phone_number":"%s"},
                 "message":{"mms":{"template":"image","parameters":{"url":"https://example.com/sale.jpg"}},
                            "sms":{"template":"text","parameters":{"text":"Sale today"}}},
                 "message_type":"MKT","external_id":"%s"}""".formatted(number, reference);
    }
}
