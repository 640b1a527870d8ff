package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import omnirelay.support.LogBook;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The text of a login code reaches the phone and nobody else: no view, no answer, no frame, no log. */
class LoginCodeIT {
    private static final String CODE = "8642097";
    private static final String NUMBER = "15558670001";

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    @Test
    void isNowhereButOnThePhone() throws IOException {
        try (LogBook log = LogBook.open()) {
            Visit visit = STAGE.visit();
            Page page = visit.page();
            List<String> heard = eavesdrop(page);
            page.navigate("/");
            sendWhatIsRefused();
            send();

            Dashboard dashboard = new Dashboard(page);
            assertThat(dashboard.row("login")).containsText("Confirmed on phone");
            look(page);
            lookAtTheMessage(page, dashboard);
            page.getByText("All to this recipient").click();
            assertThat(page.locator(".recipient h1")).isVisible();
            look(page);
            for (String view : new String[] {"Find", "Now", "Connection"}) {
                page.getByRole(AriaRole.LINK, Dashboard.named(view)).click();
                assertThat(page).hasTitle(Pattern.compile(view));
                assertThat(page.locator("h1").last()).isVisible();
                look(page);
            }

            assertThat(heard).hasSizeGreaterThan(10).noneMatch(text -> text.contains(CODE));
            for (String path : new String[] {"/api/callbacks", "/api/quarantine", "/api/events", "/api/messages"}) {
                assertThat(STAGE.relay().get(path).body()).doesNotContain(CODE);
            }
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("POST /v1/omnichannel"))
                    .noneMatch(line -> line.contains(CODE));
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static void lookAtTheMessage(Page page, Dashboard dashboard) throws IOException {
        dashboard.open("login");
        assertThat(page.getByText("The text of a login code is shown to nobody."))
                .isVisible();
        page.evaluate("document.querySelectorAll('main details').forEach(folded => { folded.open = true })");
        look(page);
        Download evidence =
                page.waitForDownload(() -> page.getByRole(AriaRole.BUTTON, Dashboard.named("Save as evidence"))
                        .click());
        assertThat(Files.readString(evidence.path())).contains("login").doesNotContain(CODE);
    }

    /** All that the relay tells this page, by HTTP and by WebSocket. */
    private static List<String> eavesdrop(Page page) {
        List<String> heard = new CopyOnWriteArrayList<>();
        page.onRequestFinished(request -> {
            if (request.url().contains("/api/")) {
                heard.add(request.response().text());
            }
        });
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> heard.add(frame.text())));
        return heard;
    }

    private static void look(Page page) {
        assertThat(page.content()).doesNotContain(CODE);
    }

    private static void send() {
        assertThat(STAGE.relay().post("/v1/omnichannel", request().encode()).statusCode())
                .isEqualTo(200);
    }

    /** By what it says, by its shape, and because it is no JSON: who asks is told why, without the text. */
    private static void sendWhatIsRefused() {
        String request = request().encode();
        for (String wrong : new String[] {
            request.replace("\"OTP\"", "\"" + CODE + "\""),
            request.replace("[{\"channel\":\"viber\"", "[\"" + CODE + "\",{\"channel\":\"viber\""),
            request.replace("{\"text\"", "{\"" + CODE + "\" oops \"text\"")
        }) {
            assertThat(STAGE.relay().post("/v1/omnichannel", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    private static JsonObject request() {
        String text = "Your code is " + CODE + ". Tell it to nobody.";
        JsonObject said =
                new JsonObject().put("template", "text").put("parameters", new JsonObject().put("text", text));
        return new JsonObject()
                .put("channels", new JsonArray().add(channel("viber")).add(channel("sms")))
                .put("recipient", new JsonObject().put("phone_number", NUMBER))
                .put("message", new JsonObject().put("viber", said).put("sms", said))
                .put("message_type", "OTP")
                .put("external_id", "login");
    }

    private static JsonObject channel(String name) {
        return new JsonObject().put("channel", name).put("fallback_time", 600);
    }
}
