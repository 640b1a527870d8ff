package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form to send by: it knows TeleSign's rules, and sends what it says, once. */
class SendFormIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MANY = 200;

    /** What may stand in a field, by the end of its name. */
    private static final Map<String, String> VALUES = Map.of(
            "url", "https://example.com/a",
            "thumbnail", "https://example.com/b.jpg",
            "latitude", "52.5",
            "longitude", "-13.4",
            "dial", "+15558675310");

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of());

    private Visit visit;
    private Page page;

    @BeforeEach
    void open() {
        visit = STAGE.visit();
        page = visit.page();
        page.navigate("/send");
        assertThat(page.locator("send-form")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS", "MMS", "RCS", "WhatsApp", "Viber"})
    void everyTemplateNamesWhatItLacksAndIsTakenWithIt(String channel) {
        String other = channel.equals("SMS") ? "MMS" : "SMS";
        press(channel.equals("MMS") || channel.equals("SMS") ? "Remove " + other : "Remove MMS");
        if (!channel.equals("MMS") && !channel.equals("SMS")) {
            press("Remove SMS");
            press("+ " + channel);
        }
        Locator choice = page.getByLabel("What to send");
        List<?> templates = (List<?>) choice.evaluate("each => [...each.options].map(({ value }) => value)");
        for (Object template : templates) {
            choice.selectOption(template.toString());
            empty(page.locator(".step :is(input, textarea)"));
            long sent = STAGE.relay().posts().total();
            send();
            List<?> lacking =
                    (List<?>) page.locator("[aria-invalid=true]").evaluateAll("fields => fields.map(({ id }) => id)");
            if (!lacking.isEmpty()) {
                assertThat(page.locator("#" + lacking.get(0))).isFocused();
                assertThat(page.locator("#" + lacking.get(0) + "-mistake"))
                        .not()
                        .isEmpty();
                assertThat(STAGE.relay().posts().total()).isEqualTo(sent);
                lacking.forEach(field -> page.locator("#" + field).fill(value(field.toString())));
                send();
            }
            assertThat(page.locator(".submit [role=status]")).containsText("TeleSign took it.");
            assertThat(STAGE.relay().posts().total()).isEqualTo(sent + 1);
        }
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void channelsAreReorderedByKeyboardAndTheFocusGoesWithThem() {
        page.locator("#sms-text").focus();
        page.keyboard().press("Alt+ArrowUp");
        assertThat(page.locator(".step legend")).hasText(new String[] {"First by SMS", "Then by MMS"});
        assertThat(page.locator("#sms-text")).isFocused();
        assertThat(page.getByText("SMS now 1 of 2")).hasCount(1);
        assertThat(page.locator("#sms-wait")).hasValue("300");
        assertThat(page.locator("#mms-wait")).hasCount(0);
        assertThat(page.locator("pre.json")).containsText("\"channel\": \"sms\",\n      \"fallback_time\": 300");

        Locator later = page.getByLabel("Try SMS later");
        later.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".step legend")).hasText(new String[] {"First by MMS", "Then by SMS"});
        assertThat(page.getByLabel("Try SMS earlier")).isFocused();
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void aTextTellsItsPartsAndWhatForcesMore() {
        page.locator("#sms-text").fill("a".repeat(161));
        assertThat(page.locator(".step[data-step=sms] .hint")).hasText("2 parts in GSM-7 · 145 characters left");
        page.locator("#sms-text").fill("Café ✓");
        assertThat(page.locator(".step[data-step=sms] .hint"))
                .hasText("1 part in UCS-2, because of “✓” at character 6 · 64 characters left");
    }

    @Test
    void manyRecipientsAreSentToOnceThoughThePageIsLoadedAgain() {
        page.locator("#reference").fill("campaign");
        page.locator("#to")
                .fill(IntStream.range(0, MANY)
                        .mapToObj(n -> "+1 555 867 %04d".formatted(2000 + n))
                        .collect(Collectors.joining("\n")));
        assertThat(page.getByText("200 recipients. Each gets a message of its own."))
                .isVisible();
        send();
        assertThat(page.locator(".batch progress")).isInViewport();
        await().atMost(LIMIT).until(() -> messages().size() > MANY / 4);
        page.reload();

        assertThat(page.getByRole(AriaRole.HEADING, Dashboard.named("Sent to 200 recipients")))
                .isVisible(new IsVisibleOptions().setTimeout((double) LIMIT.toMillis()));
        assertThat(page.locator(".batch [role=status]")).hasText("200 taken by TeleSign");
        assertThat(messages()).hasSize(MANY).doesNotHaveDuplicates();
        page.getByRole(AriaRole.BUTTON, Dashboard.named("Done")).click();
        page.reload();
        assertThat(page.locator("send-form")).isVisible();
        assertThat(page.locator(".batch")).hasCount(0);
        assertThat(visit.complaints()).isEmpty();
    }

    /** Whom the messages of the campaign went to. */
    private static List<String> messages() {
        return STAGE.relay().database().texts("SELECT number_hash FROM message WHERE external_id = 'campaign'");
    }

    private static void empty(Locator fields) {
        fields.all().forEach(field -> field.fill(""));
    }

    private static String value(String field) {
        return VALUES.entrySet().stream()
                .filter(each -> field.endsWith(each.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse("some words");
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, Dashboard.named(name)).click();
    }

    private void send() {
        press("Send");
    }
}
