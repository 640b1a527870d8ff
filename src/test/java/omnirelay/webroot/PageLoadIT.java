package omnirelay.webroot;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.stream.DoubleStream;
import omnirelay.support.Browser;
import omnirelay.support.RelayUnderTest;
import omnirelay.support.Visit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** How much the page weighs, and how soon it can be used, for somebody who comes for the first time. */
@Tag("alone")
class PageLoadIT {
    private static final int MOST_BYTES = 600_000;
    private static final int MOST_MILLIS = 1_000;

    /** All that came over the wire, headers included. */
    private static final String WEIGHT = """
            () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
              .reduce((sum, { transferSize }) => sum + transferSize, 0)
            """;

    /** Notes when the first row is there, in milliseconds since the visit began. */
    private static final String STOPWATCH = """
            new MutationObserver((_, observer) => {
              if (!document.querySelector(".row")) return
              window.firstRowAt = performance.now()
              observer.disconnect()
            }).observe(document, { childList: true, subtree: true })
            """;

    private static Browser browser;
    private static RelayUnderTest relay;

    @BeforeAll
    static void start() {
        browser = Browser.start();
        relay = RelayUnderTest.start(Map.of());
        relay.post("/v1/omnichannel", Dashboard.request("15558670001", "one"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            relay.close();
            browser.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/now"})
    void weighsLittle(String view) {
        try (Visit visit = browser.visit(relay.uri("").toString())) {
            Page page = visit.page();
            page.navigate(view);
            page.waitForSelector(view.equals("/") ? ".row" : ".chart canvas");
            int bytes = ((Number) page.evaluate(WEIGHT)).intValue();

            LoggerFactory.getLogger(PageLoadIT.class).info("{} weighs {} bytes", view, bytes);
            assertThat(bytes).isBetween(1, MOST_BYTES);
        }
    }

    /** The best of a few: others use the machine as well. */
    @Test
    void isUsableAtOnce() {
        double millis =
                DoubleStream.generate(this::millisToTheFirstRow).limit(5).min().orElseThrow();

        LoggerFactory.getLogger(PageLoadIT.class).info("the first row is there after {} ms", Math.round(millis));
        assertThat(millis).isLessThan(MOST_MILLIS);
    }

    private double millisToTheFirstRow() {
        try (Visit visit = browser.visit(relay.uri("").toString())) {
            Page page = visit.page();
            page.addInitScript(STOPWATCH);
            page.navigate("/");
            page.waitForSelector(".row");
            return ((Number) page.evaluate("window.firstRowAt")).doubleValue();
        }
    }
}
