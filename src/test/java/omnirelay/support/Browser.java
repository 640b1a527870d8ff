package omnirelay.support;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Chromium. {@code OMNIRELAY_TEST_BROWSER} names the one to use, and then it is a failure if it does not start;
 * else one on the path is used, else the one that Playwright fetches. Where there is none the test is skipped.
 */
public final class Browser implements AutoCloseable {
    private static final String NAMED = "OMNIRELAY_TEST_BROWSER";
    private static final List<String> KNOWN =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    /** Without a sandbox of its own, because it may run as root; and talking to nobody but the page under test. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final double PATIENCE_MILLIS = SECONDS.toMillis(20);

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Browser start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Optional<Path> named = Optional.ofNullable(System.getenv(NAMED)).map(Path::of);
        Optional<Path> found = named.or(Browser::installed);
        try {
            return start(found);
        } catch (PlaywrightException e) {
            if (named.isPresent()) {
                throw e;
            }
            return abort("No browser could be started, so the page is not tested; install chromium or set " + NAMED
                    + ": " + e.getMessage());
        }
    }

    private static Browser start(Optional<Path> executable) {
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(executable.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        try {
            LaunchOptions options = new LaunchOptions().setArgs(ARGUMENTS);
            executable.ifPresent(options::setExecutablePath);
            return new Browser(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException e) {
            playwright.close();
            throw e;
        }
    }

    private static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> KNOWN.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A visitor of her own: no cookie, no cache. */
    public Visit visit(String origin) {
        return visit(origin, new com.microsoft.playwright.Browser.NewContextOptions());
    }

    public Visit visit(String origin, com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = chromium.newContext(options.setBaseURL(origin).setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Visit(context);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
