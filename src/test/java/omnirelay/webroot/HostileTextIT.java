package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others wrote is text on every view: it runs nothing, loads nothing, and breaks no line of the layout. */
class HostileTextIT {
    private static final int WIDTH = 360;

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    static Stream<String> texts() throws IOException {
        try (InputStream file = HostileTextIT.class.getResourceAsStream("/webroot/hostile-texts.json")) {
            String texts = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
            return Stream.concat(
                    new JsonObject(texts).stream().map(text -> text.getValue().toString()),
                    Stream.of("W".repeat(9_500), "long and ".repeat(1_050)));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void standsOnEveryViewAsText(String text) {
        String id = send(text);
        callback(report(id, text), true);
        callback(reply(text), true);
        callback(new JsonObject().put(text, text), true);
        callback(report(id, text), false);

        NewContextOptions phone = new NewContextOptions().setViewportSize(WIDTH, 800);
        Visit visit = STAGE.visit(phone);
        Page page = visit.page();
        page.navigate("/");
        assertThat(page.locator(".row").first()).isVisible();
        hold(page, text);
        look(page);
        page.navigate("/messages/" + id);
        assertThat(page.locator(".sentence")).not().isEmpty();
        assertThat(page.locator(".bubble").textContent()).isEqualTo(text);
        look(page);
        page.evaluate("document.querySelectorAll('main details').forEach(folded => { folded.open = true })");
        look(page);
        page.getByText("All to this recipient").click();
        assertThat(page.locator(".recipient h1")).isVisible();
        look(page);
        page.navigate("/find");
        page.getByLabel("Find").fill(fitting(text));
        page.waitForResponse("**/api/find", () -> page.keyboard().press("Enter"));
        look(page);
        for (String view : new String[] {"/now", "/connection", "/send"}) {
            page.navigate(view);
            assertThat(page.locator("h1").last()).isVisible();
            look(page);
        }
        assertThat(visit.complaints()).isEmpty();
    }

    /** Nothing of it has become part of the page, and nothing is wider than the screen. */
    private static void look(Page page) {
        assertThat(page.title()).doesNotContain("broken");
        assertThat(page.locator("relay-page :is(img, script, iframe, hostile-text, a[href^='javascript:'])")
                        .count())
                .isZero();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(WIDTH);
    }

    private static String send(String text) {
        JsonObject sms = new JsonObject().put("template", "text").put("parameters", new JsonObject().put("text", text));
        JsonObject request = new JsonObject()
                .put("channels", new JsonArray().add(new JsonObject().put("channel", "sms")))
                .put("recipient", new JsonObject().put("phone_number", "15558670001"))
                .put("message", new JsonObject().put("sms", sms))
                .put("message_type", "MKT")
                .put("external_id", fitting(text.replaceAll("[^\\x00-\\x7f]", "")))
                .put("omnirelay", new JsonObject().put("label", fitting(text)));
        String answer = STAGE.relay().post("/v1/omnichannel", request.encode()).body();
        return new JsonObject(answer).getString("reference_id");
    }

    /** What is longer is refused, and so kept nowhere. */
    private static String fitting(String text) {
        return text.substring(0, Math.min(text.length(), 64));
    }

    private static JsonObject report(String id, String text) {
        JsonObject status = new JsonObject()
                .put("code", 3021)
                .put("description", text)
                .put("last_channel", text)
                .put("updated_on", text);
        return new JsonObject()
                .put("reference_id", id)
                .put("external_id", text)
                .put("status", status)
                .put("channel_status", new JsonArray().add(new JsonObject().put(text, status)));
    }

    private static JsonObject reply(String text) {
        JsonObject said = new JsonObject().put("phone_number", "15558670001").put("mo_message", text);
        return new JsonObject()
                .put("reference_id", "35C8B5D509BC10689196FED2AD551B8A")
                .put("sub_resource", "mo_sms")
                .put("status", new JsonObject().put("code", 1500).put("description", text))
                .put("user_response", said);
    }

    private static void callback(JsonObject body, boolean signed) {
        String text = body.encode();
        STAGE.relay()
                .send(STAGE.relay()
                        .request("/callbacks/telesign")
                        .setHeader("Authorization", signed ? RelayUnderTest.signature(text) : "TSA x:y")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(text)));
    }

    private static void hold(Page page, String why) {
        JsonObject hold = new JsonObject().put("country", "AQ").put("why", fitting(why));
        RequestOptions options = RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setHeader("Origin", STAGE.relay().uri("").toString())
                .setData(hold.encode());
        assertThat(page.request().post("/api/holds", options).status()).isEqualTo(201);
    }
}
