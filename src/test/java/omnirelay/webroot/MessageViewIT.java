package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import omnirelay.support.Sends;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One message, as support people look at it. */
class MessageViewIT {

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    private Visit visit;
    private Page page;

    @BeforeEach
    void visit() {
        visit = STAGE.visit();
        page = visit.page();
        page.navigate("/");
    }

    @AfterEach
    void leave() {
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void tellsWhatHappenedWhatWasSentAndWhatDoesNotFit() {
        open(Sends.mmsThenSms("0006", "twice"), "Arrived twice");

        assertThat(page.locator(".sentence")).hasText(Pattern.compile("MMS had no .* so it arrived twice\\."));
        assertThat(page.locator(".odd")).containsText(new String[] {"more than once", "had given MMS up"});
        assertThat(page.locator(".scale-bar")).hasCount(2);
        assertThat(page.locator(".bubble")).hasText("Sale today");
        Locator picture = page.getByText("Open the picture at example.com");
        assertThat(picture).hasAttribute("href", "https://example.com/a.jpg");
        assertThat(picture).hasAttribute("rel", "noopener noreferrer");
        assertThat(page.locator("img").count()).isZero();
        assertThat(page.locator(".reference code")).hasText(Pattern.compile("[0-9A-F]{32}"));
        assertThat(page.getByText("TeleSign can be asked about it until")).isVisible();
    }

    @Test
    void noLoginCodeIsShownOrSaidAgain() {
        open(Sends.mmsThenSms("0001", "code", "OTP"), "Confirmed on phone");

        assertThat(page.getByText("The text of a login code is shown to nobody."))
                .isVisible();
        assertThat(page.locator(".detail")).not().containsText("Sale today");
        assertThat(page.getByRole(AriaRole.BUTTON, Dashboard.named("Send again …")))
                .hasCount(0);
    }

    @Test
    void allThatIsKnownIsOneFile() throws IOException {
        open(Sends.mmsThenSms("0001", "kept"), "Confirmed on phone");
        String reference = page.locator(".reference code").innerText();

        Download file = page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, Dashboard.named("Save as evidence"))
                .click());

        assertThat(file.suggestedFilename()).isEqualTo("omnirelay-" + reference + ".json");
        JsonObject message = new JsonObject(Files.readString(file.path())).getJsonObject("message");
        assertThat(message.getString("reference_id")).isEqualTo(reference);
        assertThat(message.getJsonArray("callbacks")).isNotEmpty();
        assertThat(message.getJsonArray("events")).isNotEmpty();
    }

    @Test
    void whatWasSaidIsSaidAgainOnlyWhenOneSendsIt() {
        open(Sends.mmsThenSms("0001", "again"), "Confirmed on phone");
        long sent = STAGE.relay().posts().total();
        page.getByRole(AriaRole.BUTTON, Dashboard.named("Send again …")).click();

        assertThat(page.locator("#sms-text")).hasValue("Sale today");
        assertThat(page.locator("#reference")).hasValue("again");
        assertThat(page.getByText("Says again what the")).isVisible();
        assertThat(STAGE.relay().posts().total()).isEqualTo(sent);

        new Dashboard(page).send();
        assertThat(STAGE.relay().posts().total()).isEqualTo(sent + 1);
    }

    /** Sends it, waits until its row shows this, and opens it. */
    private void open(String request, String shown) {
        String reference = new JsonObject(request).getString("external_id");
        STAGE.relay().post("/v1/omnichannel", request);
        Dashboard dashboard = new Dashboard(page);
        assertThat(dashboard.row(reference)).containsText(shown);
        dashboard.open(reference);
        assertThat(page.locator(".sentence")).isVisible();
    }
}
