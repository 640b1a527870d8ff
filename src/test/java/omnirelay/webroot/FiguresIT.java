package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import omnirelay.support.Sends;
import omnirelay.support.Stage;
import omnirelay.support.Visit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every figure of Now leads to the messages it counts: as many as it says, and those that the database knows. */
class FiguresIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ADMIN = "[{id: ops, key: 'a-key-of-operators', roles: [view, admin]}]";

    /** How many messages there are of each kind once nothing changes any more: an answer counts as lost only after a while. */
    private static final Map<String, Integer> ENDED = Map.of(
            "outcome=delivered", 5,
            "outcome=read", 1,
            "channel_outcome=sms:failed", 2,
            "channel_outcome=sms:blocked", 1,
            "double_delivery=true", 1,
            "overdue=true", 2,
            "send=sent&outcome=in_progress", 2,
            "send=unknown", 1);

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of("lookup.rate", "0", "clients", ADMIN));

    @BeforeAll
    static void start() {
        List<String> mix = List.of("0001", "0002", "0003", "0004", "0005", "0006", "0011", "0013", "0016", "0018");
        mix.forEach(digits -> send(digits, "MKT"));
        Stream.of("0001", "0004", "0016").forEach(digits -> send(digits, "OTP"));
        holdAll();
        Stream.of("0001", "0002", "0003")
                .forEach(digits -> STAGE.relay()
                        .postAsync("/v1/omnichannel", Sends.mmsThenSms(digits, "held"), "Prefer", "respond-async")
                        .join());
        ENDED.forEach((query, messages) ->
                await(query).atMost(LIMIT).until(() -> ids(query).size() == messages));
    }

    private static void send(String digits, String messageType) {
        STAGE.relay().post("/v1/omnichannel", Sends.mmsThenSms(digits, messageType + digits, messageType));
    }

    private static void holdAll() {
        String ops = "ops:a-key-of-operators";
        String basic = "Basic " + Base64.getEncoder().encodeToString(ops.getBytes(UTF_8));
        STAGE.relay()
                .postAsync("/api/holds", "{\"all\":true,\"why\":\"a test\"}", "Authorization", basic)
                .join();
    }

    @Test
    void eachLeadsToTheMessagesItCounts() {
        Visit visit = STAGE.visit();
        Page page = visit.page();
        page.navigate("/now");
        assertThat(page.locator(".channels .behind").first()).isVisible();
        assertThat(tile(page, "Waiting to be sent").locator(".figure")).hasText("3");
        Map<String, String> figures = figures(page);

        assertThat(figures).hasSizeGreaterThan(30);
        assertThat(figures.keySet())
                .anyMatch(link -> link.contains("overdue=true"))
                .anyMatch(link -> link.contains("held=true"))
                .anyMatch(link -> link.contains("double_delivery=true"))
                .anyMatch(link -> link.contains("channel_outcome=sms"));
        figures.forEach((link, figure) -> {
            List<String> expected = ids(decoded(URI.create(link).getRawQuery()));
            assertThat(figure).as(link).isEqualTo(Integer.toString(expected.size()));
            if (!expected.isEmpty()) {
                assertThat(listed(page, link, expected)).as(link).isEqualTo(expected);
            }
        });
        assertThat(visit.complaints()).isEmpty();
    }

    @Test
    void backForwardAndReloadGiveTheSameList() {
        Visit visit = STAGE.visit();
        Page page = visit.page();
        page.navigate("/now");
        page.locator(".channels .behind").first().click();
        assertThat(page).hasURL(Pattern.compile("/\\?channel_outcome=mms"));
        Locator end = page.locator(".end");
        assertThat(end).containsText("no older ones");
        String count = end.textContent();

        page.goBack();
        assertThat(page.locator(".channels .behind").first()).isVisible();
        page.goForward();
        assertThat(end).hasText(count);
        assertThat(page.locator(".chip").first()).isVisible();
        page.reload();
        assertThat(end).hasText(count);
        assertThat(visit.complaints()).isEmpty();
    }

    private static Locator tile(Page page, String title) {
        return page.locator(".tile").filter(new Locator.FilterOptions().setHasText(title));
    }

    /** What each link to messages says, where it says a number. */
    private static Map<String, String> figures(Page page) {
        List<?> all = (List<?>) page.evaluate("""
                () => [...document.querySelectorAll("a.behind[href^='/?']")]
                  .map((link) => [link.getAttribute("href"), link.textContent])
                """);
        Map<String, String> figures = new LinkedHashMap<>();
        for (Object each : all) {
            List<?> pair = (List<?>) each;
            String text = pair.get(1).toString().replace(",", "");
            if (text.matches("\\d+")) {
                figures.put(pair.get(0).toString(), text);
            }
        }
        return figures;
    }

    /** What the page lists there, once it is what is expected. */
    private static List<String> listed(Page page, String link, List<String> expected) {
        page.evaluate("link => document.querySelector('relay-page').relay.go(link)", link);
        String ids = "document.querySelector('relay-page').relay.live.slice(0).map(({ id }) => id)";
        page.waitForFunction("expected => " + ids + ".join() === expected", String.join(",", expected));
        return ((List<?>) page.evaluate(ids)).stream().map(Object::toString).toList();
    }

    /** The ids that a filter means, newest first, said otherwise than the relay says it. */
    private static List<String> ids(String query) {
        String where = Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .map(pair -> condition(pair[0], pair[1]))
                .collect(Collectors.joining(" AND "));
        return STAGE.relay()
                .database()
                .texts("SELECT upper(replace(id::text, '-', '')) FROM message WHERE alias_of IS NULL AND " + where
                        + " ORDER BY id DESC");
    }

    private static String condition(String name, String value) {
        String any = " = ANY ('{" + value + "}')";
        return switch (name) {
            case "from" -> "accepted_at >= '" + value + "'";
            case "to" -> "accepted_at < '" + value + "'";
            case "double_delivery" -> "double_delivery";
            case "held" -> "send = 'accepted'";
            case "overdue" -> "look_up_at < now()";
            // The last word of the log about a channel that did not come too late.
            case "channel_outcome" -> """
                    EXISTS (SELECT FROM (
                      SELECT DISTINCT ON (channel) channel || ':' || (body::json -> 'status' ->> 'outcome') AS shown
                      FROM event WHERE event.message_id = message.id AND type = 'channel_status' AND body NOT LIKE '%"late":true%'
                      ORDER BY channel, seq DESC) AS last WHERE shown""" + any + ")";
            default -> name + any;
        };
    }

    private static String decoded(String query) {
        return URLDecoder.decode(query, UTF_8);
    }
}
