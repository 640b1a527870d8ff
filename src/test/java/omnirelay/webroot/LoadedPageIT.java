package omnirelay.webroot;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import omnirelay.support.MainThread;
import omnirelay.support.Soon;
import omnirelay.support.Stage;
import omnirelay.support.Traffic;
import omnirelay.support.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A thousand events a second for half a minute, before somebody who reads, scrolls and pauses. */
class LoadedPageIT {
    private static final int AT_A_TIME = 1_000 / 10 / Traffic.EVENTS_OF_A_MESSAGE;
    private static final int TIMES = 300;
    private static final int MESSAGES = AT_A_TIME * TIMES;

    /** Processor time that no task may take, in milliseconds. */
    private static final double LONGEST = 200;

    /** Bytes that a list of so many messages may hold on to beyond an empty one. */
    private static final long HEAP = 30L << 20;

    private static final String SHOWN =
            "document.querySelector('relay-page').relay.live.slice(0).map((row) => `${row.id} ${row.send} ${row.status.outcome}`)";

    private static final String FIRST_IN_SIGHT = """
            () => {
              const top = document.querySelector(".scroller").getBoundingClientRect().top
              const row = [...document.querySelectorAll(".message")].find((each) => each.getBoundingClientRect().bottom > top + 1)
              return row.querySelector(".row-to").getAttribute("href")
            }
            """;

    @RegisterExtension
    static final Stage STAGE = Stage.with(Map.of("lookup.rate", "0"));

    @Test
    void losesNothingAndStaysResponsive() {
        Visit visit = STAGE.visit();
        try (Traffic traffic = Traffic.on(STAGE.relay().database())) {
            Page page = visit.page();
            page.navigate("/");
            assertThat(new Dashboard(page).light()).hasText("Live");
            MainThread main = new MainThread(page);
            long empty = main.heap();
            main.begin();

            long begun = System.nanoTime();
            Future<?> sent = traffic.send(AT_A_TIME, TIMES);
            awaitRows(page, "size", MESSAGES / 5);
            readsOnWhileMoreComes(page);
            awaitRows(page, "held", MESSAGES / 5);
            long flowing = main.heap();
            pausesUntil(sent, page);
            long paused = main.heap();
            double seconds = (System.nanoTime() - begun) / 1e9;

            page.keyboard().press("p");
            List<String> stored = STAGE.relay().database().texts("""
                    SELECT upper(replace(id::text, '-', '')) || ' ' || send || ' ' || outcome FROM message ORDER BY id DESC
                    """);
            assertThat(stored).hasSize(MESSAGES);
            page.waitForFunction(
                    "expected => " + SHOWN + ".join() === expected",
                    String.join(",", stored),
                    new WaitForFunctionOptions().setTimeout(60_000));
            assertThat(page.locator(".pill")).hasCount(0);
            showsTheLastRow(page);
            List<Double> tasks = main.end();
            long full = main.heap();

            String figures = "%d events in %.0f s; longest task %.0f ms of %d, together %.1f s; heap %s MB"
                    .formatted(
                            MESSAGES * Traffic.EVENTS_OF_A_MESSAGE,
                            seconds,
                            Collections.max(tasks),
                            tasks.size(),
                            tasks.stream().mapToDouble(each -> each).sum() / 1e3,
                            Arrays.toString(Arrays.stream(new long[] {empty, flowing, paused, full})
                                    .map(each -> each >> 20)
                                    .toArray()));
            LoggerFactory.getLogger(LoadedPageIT.class).info(figures);
            assertThat(tasks).isNotEmpty().allMatch(task -> task < LONGEST);
            assertThat(List.of(flowing, paused, full)).allMatch(heap -> heap - empty < HEAP);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** Scrolled down, new messages are counted, and what one reads stays where it is. */
    private static void readsOnWhileMoreComes(Page page) {
        page.evaluate("document.querySelector('.scroller').scrollTop = 3000");
        assertThat(page.locator(".pill")).containsText("new");
        Object first = page.evaluate(FIRST_IN_SIGHT);
        awaitRows(page, "held", MESSAGES / 10);
        assertThat(page.evaluate(FIRST_IN_SIGHT)).isEqualTo(first);
    }

    private static void pausesUntil(Future<?> sent, Page page) {
        page.keyboard().press("p");
        assertThat(page.locator(".pill")).containsText("Paused");
        Object before = page.evaluate(SHOWN + ".join()");
        Soon.await(sent);
        assertThat(page.evaluate(SHOWN + ".join()")).isEqualTo(before);
    }

    private static void showsTheLastRow(Page page) {
        page.evaluate("document.querySelector('.scroller').scrollTop = 1e9");
        assertThat(page.locator(".message[aria-posinset='" + MESSAGES + "']")).isInViewport();
        assertThat(page.locator(".message").count()).isLessThan(100);
    }

    private static void awaitRows(Page page, String figure, int least) {
        page.waitForFunction(
                "least => document.querySelector('relay-page').relay.live." + figure + " >= least",
                least,
                new WaitForFunctionOptions().setTimeout(60_000));
    }
}
