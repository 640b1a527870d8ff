package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import omnirelay.support.Application;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What came from TeleSign, what was refused and what was not understood, and who was told. */
class ConnectionPageIT {
    private static final String CALLBACKS = "/callbacks/telesign";
    private static final String UNREADABLE = "<b>no JSON</b> of 15558675309";
    private static final Vertx VERTX = Vertx.vertx();

    @RegisterExtension
    static final Stage STAGE = Stage.empty();

    private static Application shop;
    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        shop = Application.start(VERTX);
        relay = RelayUnderTest.start(
                Map.of("callback.default-url", shop.url("/told").toString()));
    }

    @AfterAll
    static void stop() {
        relay.close();
        shop.close();
        VERTX.close().await();
    }

    @Test
    void emptyItSaysWhatToDoAndThenWhatCame() {
        Visit visit = STAGE.visit(relay.uri("").toString());
        Page page = visit.page();
        page.navigate("/connection");
        assertThat(page.getByText("TeleSign has not called back yet").first()).isVisible();
        assertThat(page.locator("callback-address code"))
                .hasText(relay.uri(CALLBACKS).toString());
        assertThat(page.getByText("None in the last 7 days")).isVisible();
        assertThat(page.getByText("None. Whatever TeleSign reported was understood."))
                .isVisible();
        assertThat(receiver(page)).containsText("Nothing was to be told yet");

        callBack(UNREADABLE, RelayUnderTest.signature("another body"));
        callBack(UNREADABLE, RelayUnderTest.signature(UNREADABLE));
        assertThat(page.getByText("Signature does not fit the body")).isVisible();
        assertThat(page.getByText("Compare the API key")).isVisible();
        page.getByRole(AriaRole.BUTTON, Dashboard.named("Read again")).click();
        page.locator("unread-reports summary").click();
        assertThat(page.locator("unread-reports pre")).hasText("<b>no JSON</b> of 15558675309");

        tellAgain(page);
        assertThat(visit.complaints()).isEmpty();
    }

    /** What nobody is known for goes to the default address, as it came. */
    private static void tellAgain(Page page) {
        assertThat(shop.next().text()).isEqualTo(UNREADABLE);
        assertThat(receiver(page)).containsText("Was told everything");
        relay.post("/v1/omnichannel", Dashboard.request("15558670001", "again"));
        assertThat(shop.next().text()).contains("again");
        receiver(page).getByText("Tries").click();
        assertThat(page.locator("receiver-tries .hint")).containsText("Last taken");

        receiver(page).locator("summary").getByText("Tell again").click();
        page.getByLabel("From, in your zone").fill("2026-01-01T00:00");
        page.getByText("Tell again …").click();
        assertThat(page.getByText("it has to be able to take it twice")).isVisible();
        page.locator("receiver-replay .primary").click();
        assertThat(page.getByText("will be told again.")).isVisible();
        assertThat(shop.next().text()).contains("again");
    }

    private static Locator receiver(Page page) {
        return page.locator(".told").filter(new Locator.FilterOptions().setHasText("default"));
    }

    private static void callBack(String body, String signature) {
        relay.send(HttpRequest.newBuilder(relay.uri(CALLBACKS))
                .header("Authorization", signature)
                .POST(BodyPublishers.ofString(body)));
    }
}
